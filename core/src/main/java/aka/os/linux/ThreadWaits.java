package aka.os.linux;

import aka.os.memory.NativeMemory;

/**
 * How often one thread has waited for a disk, out of what getrusage(2) tells of it:
 *
 * <pre>{@code
 * struct rusage { struct timeval ru_utime, ru_stime; long ru_maxrss, …, ru_inblock, …, ru_nvcsw, ru_nivcsw; };
 *                                                              // 144 bytes, ru_inblock at 88, ru_nvcsw at 128
 * }</pre>
 *
 * Threads wait for one another as well. So the times that it gave up its processor count only if blocks were read for it
 * meanwhile; without that where files come from no device of this machine, since nobody counts those blocks.
 */
final class ThreadWaits {

    static final int RUSAGE_SIZE = 144;

    private static final int BLOCKS_READ = 88;
    private static final int VOLUNTARY_SWITCHES = 128;

    private long blocks;
    private long switches;
    private long waits;

    /** Returns how many blocks were read for the thread. */
    static long blocksRead(NativeMemory usage) {
        return usage.bytes().getLong(BLOCKS_READ);
    }

    /** Returns the number of waits up to {@code usage}. */
    long upTo(NativeMemory usage, boolean blocksAreCounted) {
        long blocksNow = blocksRead(usage);
        long switchesNow = usage.bytes().getLong(VOLUNTARY_SWITCHES);
        if (blocksNow > blocks || !blocksAreCounted) {
            waits += switchesNow - switches;
        }
        blocks = blocksNow;
        switches = switchesNow;
        return waits;
    }
}
