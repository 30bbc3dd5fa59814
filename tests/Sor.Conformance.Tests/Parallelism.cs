using Xunit.Sdk;
using Xunit.v3;

// Much of each test is waiting: for a start, or in vain.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 6)]
