namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>What a table of webhooks says about one event: a line of five columns. <c>-</c> says nothing: the sender's default is taken.</summary>
internal readonly ref struct WebhookRow
{
    private WebhookRow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> rest)
    {
        Name = name;
        Suffix = NextColumn(ref rest);
        Subject = NextColumn(ref rest);
        Time = NextColumn(ref rest);
        Source = NextColumn(ref rest);
    }

    /// <summary>Name of the event in the type.</summary>
    internal ReadOnlySpan<byte> Name { get; }

    /// <summary>What the type has behind it, and behind a dot.</summary>
    internal ReadOnlySpan<byte> Suffix { get; }

    internal ReadOnlySpan<byte> Subject { get; }

    internal ReadOnlySpan<byte> Time { get; }

    internal ReadOnlySpan<byte> Source { get; }

    /// <summary>The row of an event; where there is none, that of <c>*</c> with the event's name, which is the last of each table.</summary>
    /// <param name="table">Lines whose first column is the event, with a colon and another name for the type where that is not the same.</param>
    /// <param name="name">Name of the event.</param>
    internal static WebhookRow Of(ReadOnlySpan<byte> table, ReadOnlySpan<byte> name)
    {
        while (true)
        {
            var line = WebhookExpression.Cut(ref table, (byte)'\n');
            var names = NextColumn(ref line);
            var rowName = WebhookExpression.Cut(ref names, (byte)':');
            if (rowName.SequenceEqual(name))
                return new WebhookRow(names.IsEmpty ? name : names, line);
            if (table.IsEmpty)
                return new WebhookRow(name, line);
        }
    }

    private static ReadOnlySpan<byte> NextColumn(scoped ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        var column = WebhookExpression.Cut(ref line, (byte)' ');
        return column.SequenceEqual("-"u8) ? default : column;
    }
}
