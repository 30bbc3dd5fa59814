namespace Sor.Native.Tests;

public sealed class RandomBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1000)]
    public void All_of_it_is_filled_and_never_twice_alike(int count)
    {
        byte[] first = new byte[count], second = new byte[count];

        RandomBytes.Fill(first);
        RandomBytes.Fill(second);

        Assert.Equal(count == 0, first.AsSpan().SequenceEqual(second));
        Assert.True(count < 500 || first.AsSpan(count - 16).ContainsAnyExcept((byte)0));
    }
}
