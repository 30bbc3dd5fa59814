using System.Globalization;
using System.Text;

namespace Sor.JsonSchema.Patterns;

/// <summary>
/// Rewrites an expression of ECMA-262 (flag <c>u</c>) for .NET: the same meaning of classes, ends and dots, and characters beyond 16 bits as one. What has
/// no like is a problem, never another meaning.
/// </summary>
internal sealed class EcmaTranslation
{
    private const string AnyOther = @"(?:[\ud800-\udbff][\udc00-\udfff]|[^\n\r\u2028\u2029\ud800-\udfff])";
    private const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    private readonly string _source;
    private readonly StringBuilder _result = new();
    private int _at;

    public EcmaTranslation(string source)
    {
        _source = source;
        while (_at < source.Length && Problem is null)
            Next();
    }

    public string Result => _result.ToString();

    /// <summary>Null when there is a result.</summary>
    public string? Problem { get; private set; }

    private void Next()
    {
        var letter = _source[_at];
        switch (letter)
        {
            case '\\':
                Escape(inClass: false);
                return;
            case '[':
                Class();
                return;
            case '.':
                _result.Append(AnyOther);
                break;
            case '$':
                _result.Append(@"\z");
                break;
            case '#' or ' ':
                _result.Append('\\').Append(letter);
                break;
            case '(' when Ahead("(?") && !(Ahead("(?:") || Ahead("(?=") || Ahead("(?!") || Ahead("(?<")):
                Problem = "it has a group of a kind that ECMA-262 does not have";
                return;
            default:
                Literal();
                return;
        }

        _at++;
    }

    // Both halves of a character stay together under what follows: (?:..)*.
    private void Literal()
    {
        if (char.IsHighSurrogate(_source[_at]) && _at + 1 < _source.Length)
        {
            _result.Append("(?:").Append(_source, _at, 2).Append(')');
            _at += 2;
            return;
        }

        _result.Append(_source[_at++]);
    }

    private void Class()
    {
        var isNegated = Ahead("[^");
        _at += isNegated ? 2 : 1;
        if (_at < _source.Length && _source[_at] == ']')
        {
            // [] is nothing, and [^] anything; .NET takes the bracket for a member.
            _result.Append(isNegated ? @"[\s\S]" : "(?!)");
            _at++;
            return;
        }

        // What is not in the class may be a character beyond 16 bits.
        _result.Append(isNegated ? @"(?:[\ud800-\udbff][\udc00-\udfff]|[^\ud800-\udfff" : "[");
        while (_at < _source.Length && _source[_at] != ']' && Problem is null)
            ClassMember();
        if (_at == _source.Length)
            Problem ??= "a class has no ']'";
        _result.Append(isNegated ? "])" : "]");
        _at++;
    }

    private void ClassMember()
    {
        var letter = _source[_at];
        if (letter == '\\')
            Escape(inClass: true);
        else if (char.IsSurrogate(letter))
            Problem = "it has a class with a character beyond U+FFFF, which is not supported";
        else
        {
            _result.Append(letter == '[' ? @"\[" : letter.ToString());
            _at++;
        }
    }

    private void Escape(bool inClass)
    {
        if (_at + 1 == _source.Length)
        {
            Problem = "it ends in a backslash";
            return;
        }

        var letter = _source[_at + 1];
        var set = letter switch
        {
            'd' => "0-9",
            'w' => "a-zA-Z0-9_",
            's' => Space,
            _ => null,
        };
        if (set is not null)
            _result.Append(inClass ? set : $"[{set}]");
        else if (letter is 'D' or 'W' or 'S')
            Complement(letter, inClass);
        else if (letter is 'p' or 'P')
        {
            Property(letter);
            return;
        }
        else if (Ahead(@"\u{"))
        {
            BracedCodePoint(inClass);
            return;
        }
        else if (char.IsAsciiLetter(letter) && !"bBcfknrtuvx".Contains(letter, StringComparison.Ordinal))
            Problem = $"\\{letter} is not an escape of ECMA-262";
        else if (letter == '0')
            _result.Append(@"\x00");
        else
            _result.Append('\\').Append(letter);
        _at += 2;
    }

    private void Complement(char letter, bool inClass)
    {
        if (inClass)
            _result.Append(letter switch { 'D' => @"\0-/:-\uffff", 'W' => @"\0-/:-@\[-\^`{-\uffff", _ => @"\S" });
        else
            _result.Append(letter switch { 'D' => "[^0-9]", 'W' => "[^a-zA-Z0-9_]", _ => $"[^{Space}]" });
    }

    private void Property(char letter)
    {
        var end = _source.IndexOf('}', _at);
        var name = end > _at + 3 && _source[_at + 2] == '{' ? _source[(_at + 3)..end] : "";
        if (name.StartsWith("General_Category=", StringComparison.Ordinal) || name.StartsWith("gc=", StringComparison.Ordinal))
            name = name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..];
        if (UnicodeCategories.ShortNameOf(name) is not { } category)
        {
            Problem = $"\\{letter}{{{name}}} is not a general category; scripts and other properties are not supported";
            return;
        }

        _result.Append('\\').Append(letter).Append('{').Append(category).Append('}');
        _at = end + 1;
    }

    private void BracedCodePoint(bool inClass)
    {
        var end = _source.IndexOf('}', _at);
        if (end < 0 || !int.TryParse(_source.AsSpan(_at + 3, end - _at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || point is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            Problem = "\\u{...} must hold a code point";
        else if (point > 0xFFFF && inClass)
            Problem = "it has a class with a character beyond U+FFFF, which is not supported";
        else
            AppendCodePoint(point);
        _at = end + 1;
    }

    private void AppendCodePoint(int point)
    {
        if (point > 0xFFFF)
            _result.Append("(?:").Append(char.ConvertFromUtf32(point)).Append(')');
        else
            _result.Append(@"\u").Append(point.ToString("x4", CultureInfo.InvariantCulture));
    }

    private bool Ahead(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;
}
