package aka.walk;

import aka.file.FileKey;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Listing;
import aka.walk.WalkItem.Found;
import aka.walk.WalkItem.Left;
import aka.walk.WalkItem.Unreadable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A walk that is pulled instead of pushed: it goes on only as far as the next item. */
final class WalkItems extends AbstractSpliterator<WalkItem> implements WalkVisitor {

    private final WalkRun run;
    private final CancelToken cancel;
    private final ArrayDeque<WalkItem> ready = new ArrayDeque<>();

    private WalkItems(WalkRun run, CancelToken cancel) {
        super(Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.ORDERED);
        this.run = run;
        this.cancel = cancel;
    }

    static Stream<WalkItem> stream(WalkRun run, CancelToken cancel) {
        return StreamSupport.stream(new WalkItems(run, cancel), false).onClose(run::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super WalkItem> action) {
        while (ready.isEmpty()) {
            cancel.check();
            if (!run.step(this)) {
                return false;
            }
        }
        action.accept(ready.remove());
        return true;
    }

    @Override
    public void found(WalkEntry entry) {
        Optional<FileKey> key = entry.hasKey() ? Optional.of(entry.key()) : Optional.empty();
        OptionalInt linkCount = entry.linkCount() == Listing.UNKNOWN
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(entry.linkCount()));
        ready.add(new Found(entry.path(), entry.kind(), key, linkCount, entry.sizeBytes()));
    }

    @Override
    public void unreadable(Path path, FileCallException why) {
        ready.add(new Unreadable(path, why));
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        ready.add(new Left(path, why));
    }
}
