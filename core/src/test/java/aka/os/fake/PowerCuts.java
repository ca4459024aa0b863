package aka.os.fake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The systems that may be found after a power cut, each a fresh copy with {@link FakeFileCalls#toString} to say which it is.
 *
 * <p>Of a volume with a journal, some first part of its changes is there; of one without, any part of them ({@link
 * FakeVolume#journalled}). With each of these, the bytes that were not forced are all there, or all lost, or those of one body
 * are lost; a body whose bytes were never forced is empty then. Where that makes more than {@link #MOST}, so many are chosen,
 * the same each time, the first and the last among them.
 */
public final class PowerCuts implements Iterable<FakeFileCalls> {

    /** As many states are given at most. */
    public static final int MOST = 4_096;

    /** A volume without a journal has at most two to the power of this many states. */
    private static final int BITS = 12;

    private final List<FakeVolume> volumes;
    private final Function<List<FakeCut>, FakeFileCalls> make;
    private final long[] chosen;

    /**
     * @param volumes which volumes lose their power
     * @param make makes the copy of what is left of each
     */
    PowerCuts(List<FakeVolume> volumes, Function<List<FakeCut>, FakeFileCalls> make) {
        this.volumes = volumes;
        this.make = make;
        long all = 1;
        for (FakeVolume volume : volumes) {
            all = Math.multiplyExact(all, states(volume));
        }
        this.chosen = choose(all);
    }

    private static long[] choose(long all) {
        if (all <= MOST) {
            return LongStream.range(0, all).toArray();
        }
        LongStream some = new Random(1).longs(MOST - 2, 1, all - 1);
        return LongStream.concat(LongStream.of(0, all - 1), some).toArray();
    }

    /** Returns how many states are given. */
    public int count() {
        return chosen.length;
    }

    /** Returns the state at {@code index}, from 0 to below {@link #count}. */
    public FakeFileCalls get(int index) {
        return make.apply(parts(chosen[index]));
    }

    public Stream<FakeFileCalls> stream() {
        return IntStream.range(0, chosen.length).mapToObj(this::get);
    }

    @Override
    public Iterator<FakeFileCalls> iterator() {
        return stream().iterator();
    }

    /** Returns what is left of each volume in the state of this number. */
    private List<FakeCut> parts(long number) {
        List<FakeCut> parts = new ArrayList<>();
        long rest = number;
        for (FakeVolume volume : volumes) {
            long states = states(volume);
            parts.add(part(volume, rest % states));
            rest /= states;
        }
        return parts;
    }

    private static long states(FakeVolume volume) {
        return nameStates(volume) * byteStates(volume);
    }

    private static long nameStates(FakeVolume volume) {
        int changes = volume.disk.pending().size();
        return volume.journalled ? changes + 1L : 1L << Math.min(changes, BITS);
    }

    private static long byteStates(FakeVolume volume) {
        int bodies = volume.unforcedBodies().size();
        return bodies < 2 ? bodies + 1L : bodies + 2L;
    }

    private static FakeCut part(FakeVolume volume, long number) {
        long bytes = number / nameStates(volume);
        List<FakeNode> unforced = volume.unforcedBodies();
        List<FakeNode> lost = bytes == 0 ? List.of() : bytes == 1 ? unforced : List.of(unforced.get((int) bytes - 2));
        return new FakeCut(volume, reached(volume, number % nameStates(volume)), lost);
    }

    /** Returns the changes that reached the disk: none of them for 0, all for the highest number. */
    private static List<FakeChange> reached(FakeVolume volume, long number) {
        List<FakeChange> pending = volume.disk.pending();
        if (volume.journalled) {
            return pending.subList(0, (int) number);
        }
        boolean ends = number == 0 || number == nameStates(volume) - 1;
        Random random = new Random(number);
        List<FakeChange> reached = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            boolean picked =
                    pending.size() > BITS ? (ends ? number != 0 : random.nextBoolean()) : (number >> i & 1) != 0;
            if (picked) {
                reached.add(pending.get(i));
            }
        }
        return reached;
    }
}
