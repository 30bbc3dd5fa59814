using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Webhooks of GitHub, as the adapter has it that the CloudEvents specification publishes.</summary>
internal static class GitHubEvents
{
    // Event; what is behind its name in the type; subject; time; source.
    private static ReadOnlySpan<byte> Table =>
        """
        branch_protection_configuration  action  -  -  -
        branch_protection_rule  action  rule.id  rule.updated_at  -
        check_run  action  check_run.id  check_run.completed_at|check_run.started_at  -
        check_suite  action  check_suite.id  check_suite.updated_at  -
        code_scanning_alert  action  alert.number  -  -
        commit_comment  action  comment.id  comment.updated_at  comment.url+'/'+comment.commit_id
        content_reference  action  content_reference.id  -  -
        create  ref_type  ref  -  -
        custom_property  action  definition.property_name  -  -
        custom_property_values  action  -  -  -
        delete  ref_type  ref  -  -
        dependabot_alert  action  alert.id  -  -
        deploy_key  action  key.id  key.deleted_at|key.created_at  -
        deployment  -  deployment.id  deployment.updated_at  -
        deployment_protection_rule  action  deployment.id  -  deployment.url
        deployment_review  action  workflow_run.id  -  deployment.url
        deployment_status  deployment_status.state  deployment_status.url  deployment_status.updated_at  deployment.url
        discussion  action  discussion.id  -  -
        discussion_comment  action  discussion.id  comment.updated_at  -
        fork  -  forkee.url  forkee.created_at  -
        github_app_authorization  -  -  -  sender.url
        gollum  -  -  -  -
        installation  action  installation.id  installation.updated_at  installation.account.url
        installation_repositories  action  installation.id  installation.updated_at  installation.account.url
        installation_target  action  installation.id  -  installation.account.url
        issue_comment  action  comment.id  comment.updated_at  issue.url
        issues  action  issue.number  issue.updated_at  -
        label  action  label.name  -  -
        marketplace_purchase  action  marketplace_purchase.account.login  effective_date  sender.url/..
        member  action  member.login  -  -
        membership  scope+'.'+action  member.login  -  team.url
        merge_group  action  merge_group.head_ref  -  -
        meta  action  hook_id  hook.updated_at  -
        milestone  action  milestone.number  milestone.updated_at  -
        org_block  action  blocked_user.login  -  organization.url
        organization  action  membership.user.login  -  organization.url
        package  action  package.id  package.updated_at|package.created_at  -
        page_build  -  build.url  pusher.updated_at  -
        project  action  project.id  project.updated_at  -
        project_card  action  project_card.id  project_card.updated_at  -
        project_column  action  project_column.id  project_column.updated_at  -
        projects_v2  action  projects_v2.id  projects_v2.updated_at  -
        projects_v2_item  action  projects_v2_item.id  projects_v2_item.updated_at  -
        projects_v2_status_update  action  projects_v2_status_update.id  projects_v2_status_update.updated_at  -
        public  -  repository.name  repository.updated_at  repository.owner.url
        pull_request  action  number  pull_request.updated_at  -
        pull_request_review  action  review.id  review.submitted_at  pull_request.url
        pull_request_review_comment  action  comment.id  pull_request.updated_at  pull_request.url
        pull_request_review_thread  action  pull_request.id  -  pull_request.url
        push  -  ref  -  -
        registry_package  action  registry_package.html_url  registry_package.updated_at  -
        release  action  release.id  release.*_at  -
        repository  action  repository.name  repository.updated_at  repository.owner.url
        repository_advisory  action  repository_advisory.ghsa_id  repository_advisory.updated_at  -
        repository_dispatch  action  -  -  repository.owner.url
        repository_import  -  repository.name  repository.updated_at  repository.owner.url
        repository_ruleset  action  repository.name  repository.updated_at  repository.owner.url
        repository_vulnerability_alert  action  alert.id  -  -
        secret_scanning_alert  action  alert.number  alert.updated_at|alert.created_at  -
        secret_scanning_alert_location  action  alert.number  alert.updated_at|alert.created_at  -
        security_advisory  action  security_advisory.ghsa_id  security_advisory.updated_at  'github.com'
        security_and_analysis  -  -  -  -
        sponsorship  action  sponsorship.sponsor.login  -  -
        star  action  -  starred_at  -
        status  state  sha  updated_at  -
        team  action  team.id  team.updated_at|updated_at  -
        team_add  action  team.id  -  -
        watch  action  -  -  -
        workflow_dispatch  -  workflow  -  -
        workflow_job  action  workflow_job.name  -  -
        workflow_run  action  workflow.name  -  -
        *  action  -  -  -
        """u8;

    internal static void Write(SourceWriter w, WebhookRequest request, JsonValue body)
    {
        var row = WebhookRow.Of(Table, request.Mark.Utf8());
        w.Begin();
        w.Id(request.Header("x-github-delivery"u8));
        w.Source(w.Text().Add(body, row.Source));

        // Hooks of organisations and of apps may tell of no repository.
        w.Source(w.Text().Add(body, "repository.url|organization.url|sender.url"u8));
        w.Type(w.Text().Add("com.github."u8).Add(row.Name).Add("."u8).Add(body, row.Suffix));
        w.Attribute("subject"u8, w.Text().Add(body, row.Subject));
        WebhookExpression.Time(w, body, row.Time);
        request.End(w, body);
    }
}
