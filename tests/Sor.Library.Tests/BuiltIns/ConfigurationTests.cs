using Sor.BuiltIns;

namespace Sor.Library.Tests;

/// <summary>A configuration that a built-in cannot use is refused, with the key that is wrong.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("log", """{"feilds":{}}""", "config.feilds: there is no such key; did you mean fields?")]
    [InlineData("log", """{"fields":[]}""", "config.fields: an object belongs here, not a list")]
    [InlineData("log", """{"fields":{"type":"x"}}""", "config.fields.type: the line has a member of this name already; choose another name")]
    [InlineData("log", """{"fields":{"a":1},"event":{"a":"/a"}}""", "config.event.a: the line has a member of this name already; choose another name")]
    [InlineData("log", """{"fields":{"a":{}}}""", "config.fields.a: a text, a number, true, false or null belongs here, not an object")]
    [InlineData("log", """{"event":{"a":"a"}}""", "config.event.a: \"a\" cannot be used: a JSON pointer begins with /")]
    [InlineData("log", """{"event":{"a":7}}""", "config.event.a: a text belongs here, not 7")]
    [InlineData("log", """{"attributes":{"a":"/a"}}""", "config.attributes.a: an attribute is written /STAGE/NAME")]
    [InlineData("log", "[]", "config: an object belongs here, not a list")]
    [InlineData("log", "{", "config: not valid JSON")]
    [InlineData("correlation-id", """{"event":"/a"}""", "config.event: a list belongs here, not a text")]
    [InlineData("correlation-id", """{"event":["/a~"]}""", "config.event: \"/a~\" cannot be used: a JSON pointer writes ~ as ~0 and / in a name as ~1")]
    [InlineData("correlation-id", """{"intoEvent":""}""", "config.intoEvent: a member is needed, such as /correlationId")]
    [InlineData("correlation-id", """{"header":"x"}""", "config.header: there is no such key; known are clientContext, attributes, event, intoEvent, intoResponse")]
    [InlineData("warmup", """{"events":[{}]}""", "config.events: an event without a condition would be every event")]
    [InlineData("warmup", """{"events":[{"/a":[]}]}""", "config.events./a: a text, a number, true, false or null belongs here, not a list")]
    [InlineData("warmup", """{"events":["x"]}""", "config.events: an object belongs here, not a text")]
    [InlineData("logg", "{}", "there is no built-in middleware \"logg\"; there are cloudevents, correlation-id, http, log, warmup")]
    public void A_problem_names_its_key(string name, string config, string expected)
    {
        var host = new BuiltInHost { Clock = static () => 0, FillRandom = static _ => { }, WriteLine = static _ => { }, Say = static _ => { } };

        Assert.False(BuiltInCatalogue.TryMake(name, name, Phase.None, config, host, out var program, out var problem));

        Assert.Null(program);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_stage_may_choose_fewer_phases()
    {
        var host = new BuiltInHost { Clock = static () => 0, FillRandom = static _ => { }, WriteLine = static _ => { }, Say = static _ => { } };

        Assert.True(BuiltInCatalogue.TryMake("log", "calls", Phase.Before | Phase.After, null, host, out var program, out _));

        Assert.Equal(("calls", "built-in", Phase.Before | Phase.After), (program!.Name, program.Kind, program.Phases));
    }

    [Fact]
    public void The_catalogue_has_all_built_in_packages() =>
        Assert.Equal(BuiltInCatalogue.Names, Package.All.Where(static package => package.Kind == Configuration.StageKind.BuiltIn).Select(static package => package.Name));
}
