namespace Sor.Configuration;

public enum ConfigurationNodeKind
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Map,
}
