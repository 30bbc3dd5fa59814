using System.Security.Cryptography;
using System.Text;

namespace Sor.Events.Tests.CloudEvents.Webhooks;

/// <summary>What each webhook of GitHub becomes.</summary>
public sealed class GitHubTests
{
    private const string T = "2024-05-06T07:08:09Z";
    private const string U = "2024-05-05T00:00:00Z";
    private const string Repository = "https://api.github.com/repos/o/r";
    private const string Owner = "https://api.github.com/users/o";

    // Event; members of the body; what its type has behind com.github.; subject; time, null: now; source, null: the repository.
    public static TheoryData<string, string, string, string?, string?, string?> Rows => new()
    {
        { "branch_protection_configuration", """ "action":"enabled" """, "branch_protection_configuration.enabled", null, null, null },
        { "branch_protection_rule", $$""" "action":"created","rule":{"id":5,"updated_at":"{{T}}"} """, "branch_protection_rule.created", "5", T, null },
        { "check_run", $$""" "action":"completed","check_run":{"id":128620228,"completed_at":"{{T}}","started_at":"{{U}}"} """, "check_run.completed", "128620228", T, null },
        { "check_run", $$""" "action":"created","check_run":{"id":128620228,"completed_at":null,"started_at":"{{U}}"} """, "check_run.created", "128620228", U, null },
        { "check_suite", $$""" "action":"requested","check_suite":{"id":9,"updated_at":"{{T}}"} """, "check_suite.requested", "9", T, null },
        { "code_scanning_alert", """ "action":"fixed","alert":{"number":3,"updated_at":"2001-01-01T00:00:00Z"} """, "code_scanning_alert.fixed", "3", null, null },
        { "commit_comment", $$""" "action":"created","comment":{"id":33,"commit_id":"6113","updated_at":"{{T}}","url":"https://api.github.com/repos/o/r/comments/33"} """, "commit_comment.created", "33", T, "https://api.github.com/repos/o/r/comments/33/6113" },
        { "content_reference", """ "action":"created","content_reference":{"id":17} """, "content_reference.created", "17", null, null },
        { "create", """ "ref":"simple-tag","ref_type":"tag" """, "create.tag", "simple-tag", null, null },
        { "custom_property", """ "action":"created","definition":{"property_name":"env"} """, "custom_property.created", "env", null, null },
        { "custom_property_values", """ "action":"updated" """, "custom_property_values.updated", null, null, null },
        { "delete", """ "ref":"old","ref_type":"branch" """, "delete.branch", "old", null, null },
        { "dependabot_alert", """ "action":"created","alert":{"id":4,"number":5} """, "dependabot_alert.created", "4", null, null },
        { "deploy_key", $$""" "action":"created","key":{"id":100,"created_at":"{{T}}"} """, "deploy_key.created", "100", T, null },
        { "deploy_key", $$""" "action":"deleted","key":{"id":100,"created_at":"{{U}}","deleted_at":"{{T}}"} """, "deploy_key.deleted", "100", T, null },
        { "deployment", $$""" "action":"created","deployment":{"id":145,"updated_at":"{{T}}"} """, "deployment", "145", T, null },
        { "deployment_protection_rule", """ "action":"requested","deployment":{"id":1,"url":"https://api.github.com/d/1"} """, "deployment_protection_rule.requested", "1", null, "https://api.github.com/d/1" },
        { "deployment_protection_rule", """ "action":"requested","deployment":null """, "deployment_protection_rule.requested", null, null, null },
        { "deployment_review", """ "action":"approved","workflow_run":{"id":8},"deployment":{"url":"https://api.github.com/d/1"} """, "deployment_review.approved", "8", null, "https://api.github.com/d/1" },
        { "deployment_status", $$""" "action":"created","deployment_status":{"url":"https://api.github.com/s/2","state":"success","updated_at":"{{T}}"},"deployment":{"url":"https://api.github.com/d/1"} """, "deployment_status.success", "https://api.github.com/s/2", T, "https://api.github.com/d/1" },
        { "discussion", """ "action":"created","discussion":{"id":55} """, "discussion.created", "55", null, null },
        { "discussion_comment", $$""" "action":"created","discussion":{"id":55},"comment":{"updated_at":"{{T}}"} """, "discussion_comment.created", "55", T, null },
        { "fork", $$""" "action":"x","forkee":{"url":"https://api.github.com/repos/p/r","created_at":"{{T}}"} """, "fork", "https://api.github.com/repos/p/r", T, null },
        { "github_app_authorization", """ "action":"revoked" """, "github_app_authorization", null, null, "https://api.github.com/users/s" },
        { "gollum", """ "pages":[] """, "gollum", null, null, null },
        { "installation", """ "action":"deleted","installation":{"id":2,"updated_at":1525109898,"account":{"url":"https://api.github.com/users/a"}} """, "installation.deleted", "2", "2018-04-30T17:38:18Z", "https://api.github.com/users/a" },
        { "installation_repositories", $$$""" "action":"added","installation":{"id":2,"updated_at":"{{{T}}}","account":{"url":"https://api.github.com/users/a"}} """, "installation_repositories.added", "2", T, "https://api.github.com/users/a" },
        { "installation_target", """ "action":"renamed","installation":{"id":2,"account":{"url":"https://api.github.com/users/a"}} """, "installation_target.renamed", "2", null, "https://api.github.com/users/a" },
        { "issue_comment", $$""" "action":"created","issue":{"url":"https://api.github.com/i/1"},"comment":{"id":492,"updated_at":"{{T}}"} """, "issue_comment.created", "492", T, "https://api.github.com/i/1" },
        { "issues", $$""" "action":"edited","issue":{"number":1,"updated_at":"{{T}}"} """, "issues.edited", "1", T, null },
        { "label", """ "action":"deleted","label":{"name":":bug: x"} """, "label.deleted", ":bug: x", null, null },
        { "marketplace_purchase", """ "action":"purchased","effective_date":"2017-10-25T00:00:00+00:00","marketplace_purchase":{"account":{"login":"c"}} """, "marketplace_purchase.purchased", "c", "2017-10-25T00:00:00+00:00", "https://api.github.com/users" },
        { "member", """ "action":"added","member":{"login":"m"} """, "member.added", "m", null, null },
        { "membership", """ "action":"removed","scope":"team","member":{"login":"m"},"team":{"url":"https://api.github.com/teams/3"} """, "membership.team.removed", "m", null, "https://api.github.com/teams/3" },
        { "merge_group", """ "action":"checks_requested","merge_group":{"head_ref":"refs/q"} """, "merge_group.checks_requested", "refs/q", null, null },
        { "meta", $$""" "action":"deleted","hook_id":86,"hook":{"updated_at":"{{T}}"} """, "meta.deleted", "86", T, null },
        { "milestone", $$""" "action":"created","milestone":{"number":1,"updated_at":"{{T}}"} """, "milestone.created", "1", T, null },
        { "org_block", """ "action":"blocked","blocked_user":{"login":"b"},"organization":{"url":"https://api.github.com/orgs/g"} """, "org_block.blocked", "b", null, "https://api.github.com/orgs/g" },
        { "organization", """ "action":"member_added","membership":{"user":{"login":"u"}},"organization":{"url":"https://api.github.com/orgs/g"} """, "organization.member_added", "u", null, "https://api.github.com/orgs/g" },
        { "organization", """ "action":"renamed","organization":{"url":"https://api.github.com/orgs/g"} """, "organization.renamed", null, null, "https://api.github.com/orgs/g" },
        { "package", $$""" "action":"published","package":{"id":1,"updated_at":"{{T}}","created_at":"{{U}}"} """, "package.published", "1", T, null },
        { "package", $$""" "action":"published","package":{"id":1,"updated_at":null,"created_at":"{{U}}"} """, "package.published", "1", U, null },
        { "page_build", $$""" "build":{"url":"https://api.github.com/b/1"},"pusher":{"updated_at":"{{T}}"} """, "page_build", "https://api.github.com/b/1", T, null },
        { "project", $$""" "action":"created","project":{"id":11,"updated_at":"{{T}}"} """, "project.created", "11", T, null },
        { "project_card", $$""" "action":"created","project_card":{"id":12,"updated_at":"{{T}}"} """, "project_card.created", "12", T, null },
        { "project_column", $$""" "action":"created","project_column":{"id":13,"updated_at":"{{T}}"} """, "project_column.created", "13", T, null },
        { "projects_v2", $$""" "action":"edited","projects_v2":{"id":14,"updated_at":"{{T}}"} """, "projects_v2.edited", "14", T, null },
        { "projects_v2_item", $$""" "action":"edited","projects_v2_item":{"id":15,"updated_at":"{{T}}"} """, "projects_v2_item.edited", "15", T, null },
        { "projects_v2_status_update", $$""" "action":"edited","projects_v2_status_update":{"id":16,"updated_at":"{{T}}"} """, "projects_v2_status_update.edited", "16", T, null },
        { "public", """ "action":"x" """, "public", "r", T, Owner },
        { "pull_request", $$""" "action":"opened","number":2,"pull_request":{"updated_at":"{{T}}"} """, "pull_request.opened", "2", T, null },
        { "pull_request_review", $$""" "action":"submitted","review":{"id":237,"submitted_at":"{{T}}"},"pull_request":{"url":"https://api.github.com/p/2"} """, "pull_request_review.submitted", "237", T, "https://api.github.com/p/2" },
        { "pull_request_review_comment", $$""" "action":"created","comment":{"id":284},"pull_request":{"url":"https://api.github.com/p/2","updated_at":"{{T}}"} """, "pull_request_review_comment.created", "284", T, "https://api.github.com/p/2" },
        { "pull_request_review_thread", """ "action":"resolved","pull_request":{"id":279,"url":"https://api.github.com/p/2"} """, "pull_request_review_thread.resolved", "279", null, "https://api.github.com/p/2" },
        { "push", """ "ref":"refs/heads/main" """, "push", "refs/heads/main", null, null },
        { "registry_package", $$""" "action":"published","registry_package":{"html_url":"https://github.com/o/r/packages/1","updated_at":"{{T}}"} """, "registry_package.published", "https://github.com/o/r/packages/1", T, null },
        { "release", $$""" "action":"published","release":{"id":17,"created_at":"{{U}}","published_at":"{{T}}"} """, "release.published", "17", T, null },
        { "release", $$""" "action":"created","release":{"id":17,"created_at":"{{U}}","published_at":"{{T}}"} """, "release.created", "17", U, null },
        { "release", $$""" "action":"edited","release":{"id":17,"created_at":"{{U}}"} """, "release.edited", "17", null, null },
        { "repository", """ "action":"publicized" """, "repository.publicized", "r", T, Owner },
        { "repository_advisory", $$""" "action":"published","repository_advisory":{"ghsa_id":"GHSA-1","updated_at":"{{T}}"} """, "repository_advisory.published", "GHSA-1", T, null },
        { "repository_dispatch", """ "action":"on-demand" """, "repository_dispatch.on-demand", null, null, Owner },
        { "repository_import", """ "action":"x","status":"success" """, "repository_import", "r", T, Owner },
        { "repository_ruleset", """ "action":"created" """, "repository_ruleset.created", "r", T, Owner },
        { "repository_vulnerability_alert", """ "action":"create","alert":{"id":7} """, "repository_vulnerability_alert.create", "7", null, null },
        { "secret_scanning_alert", $$""" "action":"resolved","alert":{"number":42,"updated_at":"{{T}}","created_at":"{{U}}"} """, "secret_scanning_alert.resolved", "42", T, null },
        { "secret_scanning_alert", $$""" "action":"created","alert":{"number":42,"updated_at":null,"created_at":"{{U}}"} """, "secret_scanning_alert.created", "42", U, null },
        { "secret_scanning_alert_location", $$""" "action":"created","alert":{"number":42,"created_at":"{{U}}"} """, "secret_scanning_alert_location.created", "42", U, null },
        { "security_advisory", $$""" "action":"published","security_advisory":{"ghsa_id":"GHSA-2","updated_at":"{{T}}"} """, "security_advisory.published", "GHSA-2", T, "github.com" },
        { "security_and_analysis", """ "action":"x" """, "security_and_analysis", null, null, null },
        { "sponsorship", """ "action":"created","sponsorship":{"sponsor":{"login":"p"}} """, "sponsorship.created", "p", null, null },
        { "star", $$""" "action":"created","starred_at":"{{T}}" """, "star.created", null, T, null },
        { "star", """ "action":"deleted","starred_at":null """, "star.deleted", null, null, null },
        { "status", $$""" "sha":"6113728f","state":"success","updated_at":"{{T}}" """, "status.success", "6113728f", T, null },
        { "team", $$""" "action":"edited","team":{"id":33},"updated_at":"{{T}}" """, "team.edited", "33", T, null },
        { "team_add", """ "team":{"id":33} """, "team_add", "33", null, null },
        { "watch", """ "action":"started" """, "watch.started", null, null, null },
        { "workflow_dispatch", """ "action":"x","workflow":".github/workflows/hello.yaml" """, "workflow_dispatch", ".github/workflows/hello.yaml", null, null },
        { "workflow_job", """ "action":"queued","workflow_job":{"name":"Test workflow"} """, "workflow_job.queued", "Test workflow", null, null },
        { "workflow_run", """ "action":"requested","workflow":{"name":"CI"} """, "workflow_run.requested", "CI", null, null },

        // No row: the default rule.
        { "ping", """ "zen":"Design for failure." """, "ping", null, null, null },
        { "bypass_request_secret_scanning", """ "action":"completed" """, "bypass_request_secret_scanning.completed", null, null, null },

        // What is missing is left out, or as the default rule has it.
        { "issues", """ "issue":null """, "issues", null, null, null },
        { "commit_comment", """ "action":"created","comment":{"url":"https://api.github.com/c/1","updated_at":"yesterday"} """, "commit_comment.created", null, null, null },
        { "membership", """ "action":"added" """, "membership", null, null, null },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_event_becomes_a_CloudEvent_by_its_row(string name, string members, string type, string? subject, string? time, string? source)
    {
        var body = $$$"""{{{{members}}},"repository":{"name":"r","url":"{{{Repository}}}","updated_at":"{{{T}}}","owner":{"url":"{{{Owner}}}"}},"sender":{"url":"https://api.github.com/users/s"},"exact":1.50}""";

        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(body, ("x-github-event", name), ("x-github-delivery", "d-1"), ("content-type", "application/json")));

        Assert.Equal(["d-1", $"com.github.{type}", source ?? Repository, subject, time ?? WebhookRequests.Now], cloudEvent.Attributes());
        Assert.Equal("application/json", cloudEvent.Get("datacontenttype"));
        Assert.Equal(body, cloudEvent.GetProperty("data").GetRawText());
    }

    [Fact]
    public void Every_row_of_the_published_table_is_tested() => Assert.InRange(Rows.Select(row => row.Data.Item1).Distinct().Count(), 71, int.MaxValue);

    [Theory]
    [InlineData("""{"action":"created","organization":{"url":"https://api.github.com/orgs/g"},"sender":{"url":"https://api.github.com/users/s"}}""", "https://api.github.com/orgs/g")]
    [InlineData("""{"sender":{"url":"https://api.github.com/users/s"}}""", "https://api.github.com/users/s")]
    [InlineData("""{}""", Converter.FunctionArn)]
    public void An_event_of_no_repository_is_its_organisations_or_its_senders(string body, string source) =>
        Assert.Equal(source, WebhookRequests.Only(WebhookRequests.Request(body, ("X-GitHub-Event", "ping"))).Get("source"));

    [Fact]
    public void A_form_carries_the_same_event()
    {
        const string Body = """{"action":"opened","number":2,"title":"1 + 1 = 2 & ü","repository":{"url":"https://api.github.com/repos/o/r"}}""";

        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(
            $"x=1&payload={Uri.EscapeDataString(Body).Replace("%20", "+", StringComparison.Ordinal)}&y", ("x-github-event", "pull_request"), ("x-github-delivery", "d-1"), ("content-type", "application/x-www-form-urlencoded; charset=utf-8")));

        Assert.Equal(["d-1", "com.github.pull_request.opened", Repository, "2", WebhookRequests.Now], cloudEvent.Attributes());
        Assert.Equal(Body, cloudEvent.GetProperty("data").GetRawText());
    }

    [Fact]
    public void Without_an_id_it_is_named_after_its_body()
    {
        const string Body = """{"ref":"refs/heads/main"}""";

        var cloudEvent = WebhookRequests.Only(WebhookRequests.Request(Body, ("x-github-event", "push")));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body))), cloudEvent.Get("id"));
    }
}
