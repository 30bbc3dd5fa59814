namespace Sor.Configuration;

/// <summary>
/// Stages at which the form of the payload changes: inside of them events and answers have a form that no provider decides, outside the
/// provider's own. A pipeline has one of them at most.
/// </summary>
public static class BoundaryStages
{
    /// <summary>The form inside of a stage; null when it is no boundary.</summary>
    /// <param name="use">What the stage uses.</param>
    public static PayloadForm? FormInside(string use) => use switch
    {
        "http" => PayloadForm.Http,
        _ => null,
    };
}
