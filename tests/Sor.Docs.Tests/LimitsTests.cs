using System.Globalization;

namespace Sor.Docs.Tests;

/// <summary>The page of limits says what the code does, and leaves no bound out.</summary>
public sealed class LimitsTests
{
    /// <summary>Limit and constant of each row.</summary>
    private static IReadOnlyList<(string Limit, string Constant)> Rows { get; } =
        [.. Repository.PageAt("docs/limits.md").Rows.Where(cells => cells[^1].StartsWith('`')).Select(cells => (cells[1], cells[^1].Trim('`')))];

    [Fact]
    public void Limits_are_those_of_the_code()
    {
        var wrong = Rows.Where(row => SourceConstant.ValueOf(row.Constant) != ValueOf(row.Limit))
            .Select(row => $"{row.Constant}: the page says {row.Limit}, the code {SourceConstant.ValueOf(row.Constant)?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}").ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEmpty(Rows);
    }

    [Fact]
    public void Bounds_of_the_code_are_on_the_page()
    {
        var missing = SourceConstant.Bounds.Except(Rows.Select(row => row.Constant)).ToList();

        Assert.True(missing.Count == 0, $"docs/limits.md has no row for {string.Join(", ", missing)}");
    }

    /// <summary>Bytes, milliseconds, or a plain number.</summary>
    private static long ValueOf(string limit) => limit.Split(" + ").Sum(term =>
    {
        var parts = term.Split(' ');
        var unit = parts.Length == 1 ? 1 : parts[1] switch
        {
            "B" or "ms" => 1,
            "KiB" => 1024,
            "MiB" => 1024 * 1024,
            "s" => 1000,
            "min" => 60_000,
            _ => throw new FormatException($"{limit} has an unknown unit"),
        };
        return long.Parse(parts[0], CultureInfo.InvariantCulture) * unit;
    });
}
