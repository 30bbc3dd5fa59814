namespace Sor.Integration.Tests;

/// <summary>What tests expect of outcomes, with the whole outcome in the message.</summary>
internal static class Answers
{
    /// <summary>The text of a response.</summary>
    public static string ResponseText(this Answer answer)
    {
        Assert.False(answer.IsError, answer.ToString());
        return answer.Text;
    }

    /// <summary>A well-formed error of the runtime's own, which names the stage and the phase.</summary>
    public static void AssertFailed(this Answer answer, string errorType, string stage, string phase, string message)
    {
        AssertError(answer, errorType);
        Assert.True(answer.Json.TryGetProperty("stage", out var named) && named.GetString() == stage, answer.ToString());
        Assert.Equal(phase, answer.Json.GetProperty("phase").GetString());
        Assert.Contains(message, answer.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(stage, answer.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>A well-formed error, whoever named its type.</summary>
    public static void AssertErrorIs(this Answer answer, string errorType, string message)
    {
        AssertError(answer, errorType);
        Assert.Contains(message, answer.ErrorMessage, StringComparison.Ordinal);
    }

    private static void AssertError(Answer answer, string errorType)
    {
        Assert.True(answer.IsError, answer.ToString());
        Assert.True(errorType == answer.ErrorType, $"{answer.ErrorType} is not {errorType}: {answer}");
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(System.Text.Json.JsonValueKind.Array, answer.Json.GetProperty("stackTrace").ValueKind);
        Assert.Matches("^(Runtime|Function)\\.[A-Z][A-Za-z]+$", answer.Request.Header("Lambda-Runtime-Function-Error-Type"));
    }
}
