namespace Sor.Events.CloudEvents.Google;

/// <summary>Event types of Google's legacy background functions and of its CloudEvents, as the conformance tests of the Functions Framework pair them.</summary>
internal static class LegacyTypes
{
    // Of several legacy types for one CloudEvents type the first is the one that it becomes again.
    private static readonly (string Legacy, string Type)[] s_types =
    [
        ("google.pubsub.topic.publish", "google.cloud.pubsub.topic.v1.messagePublished"),
        ("providers/cloud.pubsub/eventTypes/topic.publish", "google.cloud.pubsub.topic.v1.messagePublished"),
        ("google.storage.object.finalize", "google.cloud.storage.object.v1.finalized"),
        ("google.storage.object.delete", "google.cloud.storage.object.v1.deleted"),
        ("google.storage.object.archive", "google.cloud.storage.object.v1.archived"),
        ("google.storage.object.metadataUpdate", "google.cloud.storage.object.v1.metadataUpdated"),
        ("providers/cloud.storage/eventTypes/object.change", "google.cloud.storage.object.v1.finalized"),
        ("providers/cloud.firestore/eventTypes/document.write", "google.cloud.firestore.document.v1.written"),
        ("providers/cloud.firestore/eventTypes/document.create", "google.cloud.firestore.document.v1.created"),
        ("providers/cloud.firestore/eventTypes/document.update", "google.cloud.firestore.document.v1.updated"),
        ("providers/cloud.firestore/eventTypes/document.delete", "google.cloud.firestore.document.v1.deleted"),
        ("providers/firebase.auth/eventTypes/user.create", "google.firebase.auth.user.v1.created"),
        ("providers/firebase.auth/eventTypes/user.delete", "google.firebase.auth.user.v1.deleted"),
        ("providers/firebase.remoteConfig/remoteconfig.update", "google.firebase.remoteconfig.remoteConfig.v1.updated"),
        ("providers/google.firebase.analytics/eventTypes/event.log", "google.firebase.analytics.log.v1.written"),
        ("providers/google.firebase.database/eventTypes/ref.create", "google.firebase.database.ref.v1.created"),
        ("providers/google.firebase.database/eventTypes/ref.write", "google.firebase.database.ref.v1.written"),
        ("providers/google.firebase.database/eventTypes/ref.update", "google.firebase.database.ref.v1.updated"),
        ("providers/google.firebase.database/eventTypes/ref.delete", "google.firebase.database.ref.v1.deleted"),
    ];

    private static readonly (string Prefix, string Service)[] s_services =
    [
        ("providers/cloud.firestore/", "firestore.googleapis.com"),
        ("providers/google.firebase.analytics/", "firebaseanalytics.googleapis.com"),
        ("providers/firebase.auth/", "firebaseauth.googleapis.com"),
        ("providers/google.firebase.database/", "firebasedatabase.googleapis.com"),
        ("providers/cloud.pubsub/", "pubsub.googleapis.com"),
        ("google.pubsub", "pubsub.googleapis.com"),
        ("providers/cloud.storage/", "storage.googleapis.com"),
        ("google.storage", "storage.googleapis.com"),
        ("providers/firebase.remoteConfig/", "firebaseremoteconfig.googleapis.com"),
    ];

    /// <summary>The CloudEvents type of a legacy one; null when there is none.</summary>
    internal static string? ToCloudEvent(string legacy)
    {
        foreach (var (one, type) in s_types)
        {
            if (one == legacy)
                return type;
        }

        return null;
    }

    /// <summary>The legacy type of a CloudEvents one; null when there is none.</summary>
    internal static string? ToLegacy(string type)
    {
        foreach (var (legacy, one) in s_types)
        {
            if (one == type)
                return legacy;
        }

        return null;
    }

    /// <summary>The service that sends a legacy type; null when none is known.</summary>
    internal static string? Service(string legacy)
    {
        foreach (var (prefix, service) in s_services)
        {
            if (legacy.StartsWith(prefix, StringComparison.Ordinal))
                return service;
        }

        return null;
    }
}
