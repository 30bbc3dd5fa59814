using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sor.Architecture.Tests;

/// <summary>What the compiled code of a project refers to, down to each type.</summary>
internal static class BuiltAssembly
{
    /// <summary>Full names of all types of others that an assembly uses.</summary>
    public static IReadOnlyList<string> TypesUsedBy(string project)
    {
        using var file = File.OpenRead(PathOf(project));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Simple names of the assemblies that an assembly refers to.</summary>
    public static IReadOnlyList<string> AssembliesUsedBy(string project)
    {
        using var file = File.OpenRead(PathOf(project));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static string PathOf(string project) => Path.Combine(AppContext.BaseDirectory, $"Sor.{project}.dll");

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
