using System.Text;

namespace Sor.Protocol.Tests;

public sealed class NotesReaderTests
{
    private readonly StageNotes _notes = new("a");
    private string? _contentType;

    [Fact]
    public void Takes_every_kind_of_note_as_it_came()
    {
        Assert.Null(Take("""{"attributes":{"a":{"b": 1},"c":"d"},"state":[1, 2],"span":{"s":1},"log":{"l":2},"error":{"errorType":"E"},"contentType":"text/plain","other":{"x":[]}}"""));

        Assert.Equal(["a={\"b\": 1}", "c=\"d\""], _notes.Attributes.Select(static pair => $"{pair.Key}={Encoding.UTF8.GetString(pair.Value)}"));
        Assert.Equal("[1, 2]", Encoding.UTF8.GetString(_notes.State!));
        Assert.Equal("{\"s\":1}", Encoding.UTF8.GetString(_notes.Span!));
        Assert.Equal("{\"l\":2}", Encoding.UTF8.GetString(_notes.Log!));
        Assert.Equal("{\"errorType\":\"E\"}", Encoding.UTF8.GetString(_notes.Error!));
        Assert.Equal("text/plain", _contentType);
    }

    [Fact]
    public void Takes_the_header_of_a_note_frame()
    {
        Assert.Null(Take("""{"type":"note","id":7,"state":"s"}"""));

        Assert.Equal("\"s\"", Encoding.UTF8.GetString(_notes.State!));
        Assert.Null(_contentType);
    }

    [Fact]
    public void A_later_state_replaces_the_earlier_and_attributes_are_merged()
    {
        Assert.Null(Take("""{"state":1,"attributes":{"x":1,"y":1}}"""));
        Assert.Null(Take("""{"state":2,"attributes":{"y":2,"z":2}}"""));
        Assert.Null(Take("""{"attributes":{}}"""));

        Assert.Equal("2", Encoding.UTF8.GetString(_notes.State!));
        Assert.Equal(["x=1", "y=2", "z=2"], _notes.Attributes.Select(static pair => $"{pair.Key}={Encoding.UTF8.GetString(pair.Value)}"));
    }

    [Fact]
    public void Line_breaks_between_tokens_become_blanks()
    {
        Assert.Null(Take("{\"state\":{\r\n \"a\\n\":\n1}}"));

        Assert.Equal("{   \"a\\n\": 1}", Encoding.UTF8.GetString(_notes.State!));
    }

    [Fact]
    public void A_state_may_have_its_limit_and_not_a_byte_more()
    {
        Assert.Null(Take($$"""{"state":"{{new string('s', InvocationNotes.MaxStateBytes - 2)}}"}"""));

        var problem = new NotesReaderTests().Take($$"""{"state":"{{new string('s', InvocationNotes.MaxStateBytes - 1)}}"}""");

        Assert.Equal("its state is larger than 32768 bytes", problem);
    }

    [Fact]
    public void All_notes_of_a_stage_together_are_bounded()
    {
        var note = Encoding.UTF8.GetBytes($$"""{"log":"{{new string('x', 990)}}"}""");
        var taken = 0;
        while (NotesReader.Take(note, _notes, ref _contentType) is null)
            taken++;

        Assert.Equal(InvocationNotes.MaxStageBytes / note.Length, taken);
        Assert.Equal("its notes are larger than 98304 bytes together", NotesReader.Take("{}"u8, _notes, ref _contentType));
    }

    [Theory]
    [InlineData("", "a note is not JSON")]
    [InlineData("x", "a note is not JSON")]
    [InlineData("[]", "a note is not a JSON object")]
    [InlineData("\"state\"", "a note is not a JSON object")]
    [InlineData("{\"state\":", "a note is not JSON")]
    [InlineData("{\"state\":1", "a note is not JSON")]
    [InlineData("{} {}", "a note is not JSON")]
    [InlineData("{\"attributes\":7}", "the attributes of a note are not an object")]
    [InlineData("{\"attributes\":null}", "the attributes of a note are not an object")]
    [InlineData("{\"attributes\":{\"\\ud800\":1}}", "a note holds text that is not Unicode")]
    [InlineData("{\"contentType\":\"\\ud800\"}", "a note holds text that is not Unicode")]
    [InlineData("{\"\\ud800\":1}", "a note holds text that is not Unicode")]
    public void Says_what_is_wrong(string json, string problem) => Assert.Equal(problem, Take(json));

    [Theory]
    [InlineData("7B227374617465223A22FF227D")]
    [InlineData("7B2261747472696275746573223A7B2261223A22C328227D7D")]
    [InlineData("7B226F74686572223A22FF227D")]
    public void Bytes_that_are_not_utf8_never_reach_the_context_of_others(string hex) =>
        Assert.Equal("a note is not UTF-8", NotesReader.Take(Convert.FromHexString(hex), _notes, ref _contentType));

    [Fact]
    public void A_content_type_that_is_no_text_is_passed_over()
    {
        Assert.Null(Take("""{"contentType":null}"""));
        Assert.Null(Take("""{"contentType":{"a":1},"state":1}"""));

        Assert.Null(_contentType);
        Assert.NotNull(_notes.State);
    }

    private string? Take(string json) => NotesReader.Take(Encoding.UTF8.GetBytes(json), _notes, ref _contentType);
}
