using Xunit.v3;

// A child that is being started by another test holds copies of all descriptors for a moment, so that what was closed here is not closed yet.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
