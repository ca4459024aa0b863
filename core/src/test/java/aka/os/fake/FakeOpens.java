package aka.os.fake;

import aka.os.FileCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has a file open, by whichever of its names. Guarded by the lock of its {@link FakeFileCalls}. */
final class FakeOpens {

    private final FakeVolume volume;
    private final List<FakeOpen> open = new ArrayList<>();

    /** How often it is mapped for writing by who has closed it: that keeps out who would let nobody write. */
    int writableViews;

    FakeOpens(FakeVolume volume) {
        this.volume = volume;
    }

    /** Opens the file, or returns null where those that have it open do not let it be opened so. */
    @Nullable
    FakeOpen tryOpen(Set<FakeAccess> may, Set<FakeAccess> lets) {
        // Two that are equal are two all the same, and are told apart when one is closed.
        FakeOpen wanted = new FakeOpen(may, lets);
        boolean overViews = writableViews > 0 && !may.isEmpty() && !lets.contains(FakeAccess.WRITE);
        if (volume.shareModes && (overViews || !open.stream().allMatch(wanted::allows))) {
            return null;
        }
        open.add(wanted);
        return wanted;
    }

    FakeOpen open(Set<FakeAccess> may, Set<FakeAccess> lets, FakeCall call) throws FileCallException {
        FakeOpen opened = tryOpen(may, lets);
        if (opened == null) {
            throw call.failed(FakeError.SHARING_VIOLATION);
        }
        return opened;
    }

    /** Makes sure that the file can be opened so, for an instant. */
    void requireShared(FakeAccess wanted, FakeCall call) throws FileCallException {
        close(open(Set.of(wanted), FakeOpen.ALL, call));
    }

    boolean isShared(FakeAccess wanted) {
        FakeOpen opened = tryOpen(Set.of(wanted), FakeOpen.ALL);
        if (opened != null) {
            close(opened);
        }
        return opened != null;
    }

    boolean hasWriters() {
        return open.stream().anyMatch(each -> each.may().contains(FakeAccess.WRITE));
    }

    void close(FakeOpen closed) {
        open.remove(closed);
    }
}
