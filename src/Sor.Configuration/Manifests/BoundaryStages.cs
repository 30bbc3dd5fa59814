namespace Sor.Configuration;

/// <summary>
/// Stages at which the form of the payload changes: inside of them events and answers have a form that no provider decides, outside the
/// provider's own. A pipeline has one of them at most.
/// </summary>
public static class BoundaryStages
{
    /// <summary>The provider's own form.</summary>
    public const string Native = "native";

    /// <summary>Forms that a function may choose for its events with the key <c>events</c>.</summary>
    public static IReadOnlyList<string> EventForms { get; } = [Native, "http", "cloudevents"];

    /// <summary>The form inside of a stage; null when it is no boundary.</summary>
    /// <param name="use">What the stage uses.</param>
    public static PayloadForm? FormInside(string use) => use switch
    {
        "http" => PayloadForm.Http,
        "cloudevents" => PayloadForm.CloudEvents,
        _ => null,
    };
}
