using System.CommandLine;

namespace Sor.Cli.Commands.Events;

/// <summary>An option that takes one of a few words.</summary>
internal static class ChoiceOption
{
    public static Option<T> Create<T>(string name, string description, bool required, params (string Word, T Value)[] choices)
    {
        var words = string.Join(", ", choices.SkipLast(1).Select(static choice => choice.Word)) + " or " + choices[^1].Word;
        return new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', choices.Select(static choice => choice.Word)),
            Required = required,
            CustomParser = result =>
            {
                var word = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                foreach (var choice in choices)
                {
                    if (choice.Word == word)
                        return choice.Value;
                }

                result.AddError($"\"{word}\" is none of its words: {name} takes {words}");
                return default;
            },
        };
    }
}
