using System.Text;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Parts of <c>arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME[:ALIAS]</c>; what is not there is empty, but for the partition.</summary>
internal sealed class FunctionArn
{
    private readonly byte[] _text;

    internal FunctionArn(string arn) => _text = Encoding.UTF8.GetBytes(arn);

    internal ReadOnlySpan<byte> Text => _text.Length > 0 ? _text : "urn:aws:lambda"u8;

    internal ReadOnlySpan<byte> Partition => Part(1) is { IsEmpty: false } partition ? partition : "aws"u8;

    internal ReadOnlySpan<byte> Region => Part(3);

    internal ReadOnlySpan<byte> Account => Part(4);

    private ReadOnlySpan<byte> Part(int index)
    {
        ReadOnlySpan<byte> rest = _text;
        for (; index > 0; index--)
            rest = rest.IndexOf((byte)':') is >= 0 and var colon ? rest[(colon + 1)..] : default;
        return rest.IndexOf((byte)':') is >= 0 and var end ? rest[..end] : rest;
    }
}
