namespace Sor.Configuration;

/// <summary>Turns byte offsets, asked for in rising order, into lines and columns in one pass over the text.</summary>
internal ref struct TextPosition(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    public SourcePosition At(int offset)
    {
        for (; _offset < offset && _offset < _utf8.Length; _offset++)
        {
            var current = _utf8[_offset];
            if (current == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else if ((current & 0xC0) != 0x80)
            {
                // Continuation bytes of UTF-8 belong to the character before them.
                _column++;
            }
        }

        return new SourcePosition(_line, _column);
    }
}
