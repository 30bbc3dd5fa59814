namespace Sor.Configuration;

/// <summary>
/// Codes of the problems in what users write and build. A code is never given a second meaning, nor a new number.
/// 10xx the text, 11xx keys, 12xx values, 13xx values that do not fit together, 14xx the environment, 15xx packages.
/// </summary>
public static class DiagnosticCodes
{
    public const string FileTooLarge = "SOR1001";
    public const string NotUtf8 = "SOR1002";
    public const string Syntax = "SOR1003";
    public const string TooDeep = "SOR1004";
    public const string DuplicateKey = "SOR1005";
    public const string NotAMap = "SOR1006";
    public const string UnsupportedYaml = "SOR1007";
    public const string BadText = "SOR1008";
    public const string TooManyProblems = "SOR1009";

    public const string UnknownKey = "SOR1101";
    public const string NotYet = "SOR1102";
    public const string MissingKey = "SOR1103";
    public const string UnsupportedVersion = "SOR1104";
    public const string FunctionsBesideFunction = "SOR1105";
    public const string FunctionNotFound = "SOR1106";
    public const string FunctionNotChosen = "SOR1107";

    public const string WrongType = "SOR1201";
    public const string OutOfRange = "SOR1202";
    public const string NotAllowed = "SOR1203";
    public const string BadName = "SOR1204";
    public const string BadDuration = "SOR1205";
    public const string BadSize = "SOR1206";
    public const string TooLong = "SOR1207";
    public const string ReservedVariable = "SOR1208";
    public const string BadReference = "SOR1209";
    public const string BadHandler = "SOR1210";
    public const string BadVersion = "SOR1211";
    public const string BadSchema = "SOR1212";

    public const string KeyNeeded = "SOR1301";
    public const string KeyWithoutUse = "SOR1302";
    public const string StageNameTwice = "SOR1303";
    public const string PackageMismatch = "SOR1304";
    public const string Unsafe = "SOR1305";
    public const string BadStageConfig = "SOR1306";

    public const string TwoPipelines = "SOR1401";
    public const string RuntimeUnknown = "SOR1402";
    public const string VariableIgnored = "SOR1403";

    public const string FolderMissing = "SOR1501";
    public const string FileMissing = "SOR1502";
    public const string NotExecutable = "SOR1503";
    public const string LinkLeavesFolder = "SOR1504";
    public const string UnsupportedFile = "SOR1505";
    public const string PackageTooLarge = "SOR1506";
    public const string UploadTooLarge = "SOR1507";
    public const string BadArchive = "SOR1508";
    public const string FileInTheWay = "SOR1509";
    public const string FileUnusable = "SOR1510";
    public const string HandlerFileMissing = "SOR1511";
    public const string BadIgnoreRule = "SOR1512";
    public const string ModuleNotPrepared = "SOR1513";
}
