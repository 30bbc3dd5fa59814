using System.CommandLine;

namespace Sor.Cli.Commands;

/// <summary>The folder of a function, as several verbs take it.</summary>
internal static class FolderArgument
{
    public static Argument<string> Create()
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "Folder of the function: the one with sor.yaml.",
            DefaultValueFactory = _ => ".",
        };
        RefuseOptions(folder);
        return folder;
    }

    /// <summary>A misspelt option would else be taken for the argument. A dash alone is STDIN.</summary>
    public static void RefuseOptions(Argument argument) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value is ['-', _, ..])
                result.AddError($"there is no option \"{token.Value}\"");
        }
    });
}
