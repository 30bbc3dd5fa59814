using System.Text;

namespace Sor.JsonSchema;

/// <summary>All documents, their resources and anchors: what references can name.</summary>
internal sealed class SchemaIndex(SchemaCompiler compiler)
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    // Positions of resources by URI.
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private SchemaResource[] _resources = new SchemaResource[4];

    /// <summary>Adds a document; null when it cannot be read.</summary>
    public SchemaFile? Add(string uri, string shownUri, ReadOnlyMemory<byte> utf8)
    {
        var tape = JsonTapeReader.Read(utf8, SchemaLimits.MaxSchemaBytes, SchemaLimits.MaxSchemaNodes);
        if (tape.Problem is { } problem)
        {
            compiler.Report($"{shownUri}#", $"the schema {problem}");
            return null;
        }

        var file = new SchemaFile(tape, shownUri);
        AddResource(uri, file, 0);
        return file;
    }

    /// <summary>
    /// The schema that a reference names; null, with a problem, when there is none. <c>anchor</c> is the dynamic anchor that it was found by, else null.
    /// </summary>
    public Subschema? Resolve(Subschema from, int keyword, string reference, out string? anchor)
    {
        anchor = null;
        var (uri, fragment) = SchemaUri.Split(reference);
        fragment = SchemaUri.Decode(fragment);
        var resource = uri.Length == 0 ? from.Resource : Find(SchemaUri.Resolve(from.Resource.Uri, uri));
        if (resource is null)
            return Unknown(from, keyword, $"refers to '{SchemaUri.Resolve(from.Resource.Uri, uri)}', which is no schema that is known here; nothing is fetched: register the document, or move it under '$defs'");

        if (fragment.Length > 0 && fragment[0] != '/')
        {
            if (!resource.Anchors.TryGetValue(fragment, out var node))
                return Unknown(from, keyword, $"refers to the anchor '{fragment}', which the schema does not have");
            if (resource.DynamicAnchors.ContainsKey(fragment))
                anchor = fragment;
            return compiler.Get(resource.File, node, resource);
        }

        var owner = resource;
        var target = JsonPointer.Follow(resource.File, resource.Root, fragment, ref owner);
        if (target < 0)
            return Unknown(from, keyword, $"refers to '{reference}', which leads nowhere");
        if (resource.File.Resources[target] is null)
            Visit(resource.File, target, owner);
        return compiler.Get(resource.File, target, resource.File.Resources[target] ?? owner);
    }

    private Subschema? Unknown(Subschema from, int keyword, string problem)
    {
        compiler.Report(from.File.PointerTo(keyword), problem);
        return null;
    }

    private void AddResource(string uri, SchemaFile file, int root)
    {
        var resource = new SchemaResource(uri, file, root);
        Register(resource);
        Visit(file, root, resource);
    }

    private SchemaResource? Find(string uri) => _positions.TryGetValue(uri, out var position) ? _resources[position] : null;

    /// <summary>Does nothing when the URI is taken.</summary>
    private void Register(SchemaResource resource)
    {
        var position = _positions.Count;
        if (!_positions.TryAdd(resource.Uri, position))
            return;
        if (position == _resources.Length)
            Array.Resize(ref _resources, position * 2);
        _resources[position] = resource;
    }

    // Recursion is as deep as the schema is nested.
    private void Visit(SchemaFile file, int node, SchemaResource resource)
    {
        var tape = file.Tape;
        if (tape[node].Kind == JsonKind.Map)
            resource = OwnResource(file, node, resource);
        file.Resources[node] = resource;
        if (tape[node].Kind != JsonKind.Map)
            return;

        var end = tape[node].Next;
        for (var member = node + 1; member < end; member = tape[member + 1].Next)
        {
            var name = (KeywordName)KeywordNames.Find(tape.Text(member));
            if (name is KeywordName.Anchor or KeywordName.DynamicAnchor)
                AddAnchor(file, node, resource, member + 1, isDynamic: name == KeywordName.DynamicAnchor);
            VisitInside(file, member + 1, KeywordNames.PlaceOf(name), resource);
        }
    }

    private void VisitInside(SchemaFile file, int value, SubschemaPlace place, SchemaResource resource)
    {
        var tape = file.Tape;
        if (place == SubschemaPlace.Value)
        {
            Visit(file, value, resource);
        }
        else if (place == SubschemaPlace.Items && tape[value].Kind == JsonKind.List)
        {
            for (var item = value + 1; item < tape[value].Next; item = tape[item].Next)
                Visit(file, item, resource);
        }
        else if (place == SubschemaPlace.Members && tape[value].Kind == JsonKind.Map)
        {
            for (var member = value + 1; member < tape[value].Next; member = tape[member + 1].Next)
                Visit(file, member + 1, resource);
        }
    }

    private SchemaResource OwnResource(SchemaFile file, int node, SchemaResource resource)
    {
        var tape = file.Tape;
        CheckDialect(file, node);
        var id = tape.Find(node, "$id"u8);
        if (id < 0)
            return resource;
        if (tape[id].Kind != JsonKind.Text)
        {
            compiler.Report(file.PointerTo(id), "'$id' must be a string");
            return resource;
        }

        var (uri, fragment) = SchemaUri.Split(Encoding.UTF8.GetString(tape.Text(id)));
        if (fragment.Length > 0)
            compiler.Report(file.PointerTo(id), "'$id' must have no fragment; a name inside the schema is an '$anchor'");
        var absolute = SchemaUri.Resolve(resource.Uri, uri);
        Register(new SchemaResource(absolute, file, node));
        var own = Find(absolute)!;
        if (own.File == file && own.Root == node)
            return own;
        compiler.Report(file.PointerTo(id), $"two schemas have the '$id' '{absolute}'");
        return new SchemaResource(absolute, file, node);
    }

    private void CheckDialect(SchemaFile file, int node)
    {
        var dialect = file.Tape.Find(node, "$schema"u8);
        if (dialect >= 0 && (file.Tape[dialect].Kind != JsonKind.Text || SchemaUri.Split(Encoding.UTF8.GetString(file.Tape.Text(dialect))).Uri != Dialect))
            compiler.Report(file.PointerTo(dialect), $"'$schema' must be \"{Dialect}\": no other dialect is supported");
    }

    private void AddAnchor(SchemaFile file, int node, SchemaResource resource, int value, bool isDynamic)
    {
        if (file.Tape[value].Kind != JsonKind.Text || file.Tape[value].Length == 0)
        {
            compiler.Report(file.PointerTo(value), "an anchor must be a name, such as \"address\"");
            return;
        }

        var name = Encoding.UTF8.GetString(file.Tape.Text(value));
        if (!resource.Anchors.TryAdd(name, node) && resource.Anchors[name] != node)
            compiler.Report(file.PointerTo(value), $"two schemas have the anchor '{name}'");
        if (isDynamic)
        {
            resource.DynamicAnchors[name] = node;
            _ = compiler.Get(file, node, resource);
        }
    }
}
