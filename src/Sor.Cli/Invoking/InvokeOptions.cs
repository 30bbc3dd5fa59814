namespace Sor.Cli.Invoking;

/// <summary>How a function is to be called.</summary>
/// <param name="Name">Null: whichever is served.</param>
/// <param name="Type">Invocation type of the Lambda API.</param>
/// <param name="WantsLog">Whether the end of the log is asked for.</param>
internal sealed record InvokeOptions(string? Name, string Type, bool WantsLog);
