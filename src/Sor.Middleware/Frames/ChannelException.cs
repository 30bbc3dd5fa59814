namespace Sor.Middleware.Frames;

/// <summary>What came is no frame: the channel cannot go on.</summary>
internal sealed class ChannelBrokenException(string message) : Exception(message);

/// <summary>The host closed the channel without a shutdown.</summary>
internal sealed class HostGoneException() : Exception("the host closed the channel");
