using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.Http.Requests;

/// <summary>Puts a query together from names and values.</summary>
internal ref struct QueryBuilder(HttpTextStore texts, SearchValues<byte> legalInName, SearchValues<byte> legalInValue)
{
    private readonly int _mark = texts.Mark;

    /// <summary>Adds a pair; nothing for a value that is <c>null</c>. An object or an array counts as its JSON text.</summary>
    public readonly void Add(JsonValue name, JsonValue value)
    {
        if (value.IsMissing)
            return;
        if (texts.Mark > _mark)
            texts.Scratch.Write("&"u8);
        PercentEncoding.Append(texts.Scratch, texts.Passing(name), legalInName, keepEncoded: false);
        texts.Scratch.Write("="u8);
        PercentEncoding.Append(texts.Scratch, value.IsString ? texts.Passing(value) : value.Raw, legalInValue, keepEncoded: false);
    }

    /// <summary>The query; missing when it has no pair.</summary>
    public readonly HttpText End() => texts.Mark > _mark ? texts.Since(_mark) : default;
}
