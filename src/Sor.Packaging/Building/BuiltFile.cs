namespace Sor.Packaging;

/// <summary>One file that a build has written.</summary>
/// <param name="Path">Where it is: the output folder as it was given, and the file's name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="UnzippedBytes">Sum of its entries' sizes; equal to <paramref name="Bytes"/> for a file that is no zip.</param>
/// <param name="Sha256">Digest of its bytes, 64 small hexadecimal digits.</param>
public sealed record BuiltFile(string Path, long Bytes, long UnzippedBytes, string Sha256);
