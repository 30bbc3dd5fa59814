namespace Sor.JsonSchema.Tests;

/// <summary>What of the official suite is not supported, each with its reason in docs/reference/json-schema.md.</summary>
internal static class SuiteExceptions
{
    // Another dialect, keywords of older drafts, formats that stay annotations.
    private static readonly string[] s_files =
    [
        "optional/cross-draft.json", "optional/dependencies-compatibility.json", "optional/format-assertion.json", "optional/format/idn-email.json",
        "optional/format/idn-hostname.json", "optional/format/iri-reference.json", "optional/format/iri.json", "optional/format/regex.json",
        "optional/format/uri-template.json", "vocabulary.json",
    ];

    // They refer to the schema of schemas, which is not part of the library.
    private static readonly string[] s_tests =
    [
        "anchor.json: invalid anchors",
        "defs.json: validate definition against metaschema",
        "id.json: Invalid use of fragments in location-independent $id",
        "id.json: Valid use of empty fragments in location-independent $id",
        "id.json: Unnormalized $ids are allowed but discouraged",
        "optional/ecmascript-regex.json: \\a is not an ECMA 262 control escape",
        "ref.json: remote ref, containing refs itself",
        "ref.json: URN base URI with f-component",
    ];

    /// <summary>Whether a group, or GROUP: TEST, of a file is left out.</summary>
    public static bool Has(string file, string test) => s_files.Contains(file) || s_tests.Contains($"{file}: {test}");
}
