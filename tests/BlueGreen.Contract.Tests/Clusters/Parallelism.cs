// Tests wait for pods most of the time, so there may be more of them under way than there are processors.
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 5)]
