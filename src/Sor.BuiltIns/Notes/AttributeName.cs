namespace Sor.BuiltIns;

/// <summary>An attribute that a stage notes: written <c>/STAGE/NAME</c>, as a JSON pointer into the context's attributes.</summary>
internal readonly struct AttributeName
{
    private AttributeName(string stage, string name) => (Stage, Name) = (stage, name);

    private string Stage { get; }

    private string Name { get; }

    internal static AttributeName Of(in ConfigReader reader)
    {
        var pointer = reader.Pointer();
        return pointer.Length == 2
            ? new AttributeName(System.Text.Encoding.UTF8.GetString(pointer.NameAt(0)), System.Text.Encoding.UTF8.GetString(pointer.NameAt(1)))
            : throw reader.Refused("an attribute is written /STAGE/NAME");
    }

    /// <summary>Its value as JSON; empty when no stage has noted it.</summary>
    internal ReadOnlySpan<byte> ValueIn(InvocationContext context) =>
        context.Notes.Find(Stage) is { } notes && notes.Attributes.TryGetValue(Name, out var value) ? value : [];
}
