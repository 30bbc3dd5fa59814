namespace Sor.Events.Compression;

/// <summary>Packed bytes are broken, or too many; never leaves the unpacker.</summary>
internal sealed class InflateException(string message) : Exception(message);
