namespace Sor.JsonSchema;

/// <summary>A JSON number without rounding: 0.DIGITS x 10^<see cref="Exponent"/>, with no zeros at either end of the digits.</summary>
internal readonly ref struct ExactNumber
{
    // Far beyond every exponent that makes sense, and sums of it with lengths of texts cannot overflow.
    private const long FarExponent = 1_000_000_000_000;

    // From the first digit that is not 0 to the last; may have a point inside.
    private readonly ReadOnlySpan<byte> _digits;

    /// <param name="text">A number as JSON writes it.</param>
    public ExactNumber(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var mantissa = isNegative ? text[1..] : text;
        var mark = mantissa.IndexOfAny((byte)'e', (byte)'E');
        var exponent = mark < 0 ? 0 : ParseExponent(mantissa[(mark + 1)..]);
        if (mark >= 0)
            mantissa = mantissa[..mark];

        var first = 0;
        while (first < mantissa.Length && (mantissa[first] is (byte)'0' or (byte)'.'))
            first++;
        if (first == mantissa.Length)
            return;
        var last = mantissa.Length - 1;
        while (mantissa[last] is (byte)'0' or (byte)'.')
            last--;
        var point = mantissa.IndexOf((byte)'.');
        if (point < 0)
            point = mantissa.Length;
        _digits = mantissa[first..(last + 1)];
        Sign = isNegative ? -1 : 1;
        Exponent = exponent + (first < point ? point - first : point + 1 - first);
        Digits = _digits.Length - (first < point && point < last ? 1 : 0);
    }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign { get; }

    public long Exponent { get; }

    /// <summary>Significant digits; none for 0.</summary>
    public int Digits { get; }

    public bool IsInteger => Exponent >= Digits;

    public int CompareTo(ExactNumber other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        if (Exponent != other.Exponent)
            return Exponent > other.Exponent ? Sign : -Sign;
        for (int left = 0, right = 0; ; left++, right++)
        {
            if (left < _digits.Length && _digits[left] == '.')
                left++;
            if (right < other._digits.Length && other._digits[right] == '.')
                right++;
            if (left == _digits.Length || right == other._digits.Length)
                return Sign * (_digits.Length - left - (other._digits.Length - right));
            if (_digits[left] != other._digits[right])
                return Sign * (_digits[left] - other._digits[right]);
        }
    }

    /// <summary>The digits as a number; false when there are more than <see cref="SchemaLimits.MaxDivisorDigits"/>.</summary>
    public bool TryGetDigits(out ulong digits)
    {
        digits = 0;
        if (Digits > SchemaLimits.MaxDivisorDigits)
            return false;
        foreach (var digit in _digits)
        {
            if (digit != '.')
                digits = (digits * 10) + (digit - (ulong)'0');
        }

        return true;
    }

    /// <summary>Whether this is a whole multiple of <paramref name="digits"/> x 10^<paramref name="scale"/>; digits do not end in 0.</summary>
    public bool IsMultipleOf(ulong digits, long scale)
    {
        if (Sign == 0)
            return true;

        // The last digit is not 0: a finer step than that of the divisor is never whole.
        var shift = Exponent - Digits - scale;
        if (shift < 0)
            return false;
        var rest = 0UL;
        foreach (var digit in _digits)
        {
            if (digit != '.')
                rest = ((rest * 10) + (digit - (ulong)'0')) % digits;
        }

        return Multiply(rest, PowerOfTen(shift, digits), digits) == 0;
    }

    /// <summary>The same for equal numbers.</summary>
    public void AddTo(ref HashCode hash)
    {
        hash.Add(Sign);
        hash.Add((int)Exponent);
        foreach (var digit in _digits)
        {
            if (digit != '.')
                hash.Add((int)digit);
        }
    }

    /// <summary>A count such as <c>maxLength</c>; large ones are as good as none. -1 when it is negative or has a fraction.</summary>
    public int ToCount()
    {
        if (Sign < 0 || !IsInteger)
            return -1;
        if (Exponent > 9)
            return int.MaxValue;
        _ = TryGetDigits(out var count);
        for (var zeros = Exponent - Digits; zeros > 0 && Sign > 0; zeros--)
            count *= 10;
        return (int)count;
    }

    private static long ParseExponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        if (text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        var exponent = 0L;
        foreach (var digit in text)
            exponent = Math.Min((exponent * 10) + (digit - '0'), FarExponent);
        return isNegative ? -exponent : exponent;
    }

    private static ulong PowerOfTen(long exponent, ulong modulus)
    {
        var power = 1 % modulus;
        for (var factor = 10 % modulus; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                power = Multiply(power, factor, modulus);
            factor = Multiply(factor, factor, modulus);
        }

        return power;
    }

    /// <summary>Product modulo a number below 10^18, by doubling: sums stay below 2^64.</summary>
    private static ulong Multiply(ulong left, ulong right, ulong modulus)
    {
        var product = 0UL;
        for (; right > 0; right >>= 1)
        {
            if ((right & 1) != 0)
                product = (product + left) % modulus;
            left = (left + left) % modulus;
        }

        return product;
    }
}
