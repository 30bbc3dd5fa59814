using System.Text;
using System.Text.Json;

namespace Sor.Events.Samples.Rendering;

/// <summary>What a template's placeholders can speak of, in the event as a whole or in one record: parameters, texts of the template's own, ids, the time.</summary>
internal sealed class TemplateScope
{
    private readonly TemplateWriter _writer;
    private readonly JsonElement _template;
    private readonly Sample _sample;
    private readonly SampleRequest _request;
    private readonly SampleRandom _random;
    private readonly Dictionary<string, byte[]> _labelled = [];

    internal TemplateScope(TemplateWriter writer, JsonElement template, Sample sample, SampleRequest request)
        : this(writer, template, sample, request, new SampleRandom(request.Seed), 0)
    {
    }

    private TemplateScope(TemplateWriter writer, JsonElement template, Sample sample, SampleRequest request, SampleRandom random, int index)
    {
        (_writer, _template, _sample, _request, _random) = (writer, template, sample, request, random);
        Index = index;
    }

    /// <summary>Which record it is, from 0.</summary>
    internal int Index { get; }

    internal TemplateScope OfRecord(int index) => new(_writer, _template, _sample, _request, _random, index);

    /// <summary>A parameter, a text that the template has under <c>let</c>, or <c>variant</c>: the last word of the sample's name.</summary>
    internal byte[] Value(string name)
    {
        if (_request.Values.TryGetValue(name, out var value))
            return value;
        foreach (var parameter in _sample.Parameters)
        {
            if (parameter.Name == name)
                return Encoding.UTF8.GetBytes(parameter.Default);
        }

        if (name == "variant")
            return Encoding.UTF8.GetBytes(_sample.Name[(_sample.Name.LastIndexOf(' ') + 1)..]);
        if (_template.TryGetProperty("let", out var texts) && texts.TryGetProperty(name, out var text))
            return Labelled($"let {name}", () => _writer.WriteCompact(text, this));
        throw new InvalidOperationException($"the template of {_sample.Name} speaks of '{name}', which is nothing");
    }

    /// <summary>
    /// Something made: <c>uuid</c>, <c>hex 16</c>, <c>digits 10</c>, <c>letters 8</c>, <c>upper 8</c>, <c>base64 32</c>, <c>time iso</c>. With <c>@LABEL</c> behind
    /// it, the same again in this event or record.
    /// </summary>
    internal byte[] Make(string what)
    {
        var at = what.IndexOf(" @", StringComparison.Ordinal);
        return at < 0 ? MakeNew(what) : Labelled(what, () => MakeNew(what[..at]));
    }

    /// <summary>The value behind the time and a point, as signatures of webhooks cover it.</summary>
    internal byte[] Stamped(byte[] value) => [.. Encoding.UTF8.GetBytes(SampleFormat.Time(_request.Time, "s") + "."), .. value];

    private byte[] MakeNew(string what)
    {
        var words = what.Split(' ');
        return Encoding.UTF8.GetBytes(words[0] switch
        {
            "index" => SampleFormat.Number(Index),
            "time" => SampleFormat.Time(_request.Time, words[1]),
            _ => _random.Next(words[0], words.Length > 1 ? int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) : 0),
        });
    }

    private byte[] Labelled(string label, Func<byte[]> make)
    {
        if (!_labelled.TryGetValue(label, out var value))
            _labelled[label] = value = make();
        return value;
    }
}
