using Xunit.v3;

// Much of each test is waiting: for a start, or in vain.
[assembly: Parallelization(MaxThreads = 6)]
