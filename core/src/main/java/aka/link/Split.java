package aka.link;

import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leftover;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.Draft.Copied;
import aka.os.Durability;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Metadata;
import aka.os.Support;
import aka.os.Trouble;
import aka.os.WriterGuard;
import aka.os.WriterGuard.Guard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives one name a body of its own, in steps of which none leaves the name without its bytes:
 *
 * <ol>
 *   <li>open the body, see that it has further names;
 *   <li>make a new body beside it that has no name yet; give it bytes and metadata, compare, force it to the disk;
 *   <li>keep writers away; see that nothing has changed meanwhile;
 *   <li>give the new body a temporary name, and exchange that with the name: now the name leads to the new body, and the
 *       temporary name to the former one;
 *   <li>look again; only then remove the temporary name, which the former body can spare: it has others.
 * </ol>
 *
 * <p>A crash before step 4 leaves nothing (where a file cannot begin without a name, as on FUSE: an unfinished copy under the
 * temporary name). One after it leaves the temporary name, which is told by the next run: before the exchange it leads to a
 * complete copy, after it to the former body.
 */
final class Split {

    private final FileCalls calls;
    private final Path path;
    private final CancelToken cancel;
    private final String deed;
    private final List<String> warnings = new ArrayList<>();

    private Split(FileCalls calls, Path path, CancelToken cancel) {
        this.calls = calls;
        this.path = path;
        this.cancel = cancel;
        this.deed = "give " + path + " a body of its own";
    }

    static SplitResult run(FileCalls calls, Path path, CancelToken cancel) throws FileCallException {
        return new Split(calls, path, cancel).run();
    }

    private SplitResult run() throws FileCallException {
        Metadata metadata = calls.metadata().orElseThrow(() -> lacks("the calls that copy owner, mode and attributes"));
        Durability durability = calls.durability().orElseThrow(() -> lacks("fsync"));
        BodyCopy copy = new BodyCopy(metadata, durability);
        try (Entry entry = Entry.open(calls, path, deed);
                Body former = entry.folder().openBody(entry.leaf().bytes())) {
            FileFacts facts = former.facts();
            if (facts.linkCount().isEmpty() || facts.key().isEmpty()) {
                throw refusal(Trouble.UNSUPPORTED, "it is not known how many names it has", "Copy it by other means.");
            }
            if (facts.linkCount().getAsInt() == 1) {
                return new SplitResult.Single(path);
            }
            requireChangeable(facts);
            requireChangeable(entry.folder().facts());
            try (Draft draft = entry.folder().draft(Leftover.name("split", entry.leaf()))) {
                Copied how = copy.of(former, draft, cancel);
                // Asked before it has a name: nothing that can fail is left for the end.
                FileFacts made = draft.facts();
                // From here on it is a matter of microseconds: no stop is heard, and no writer waits for long.
                try (Guard guard = guard(former)) {
                    new Swap(entry, former, facts, draft, made, guard, durability, deed, warnings).run();
                }
                return done(how, made, facts.linkCount().getAsInt() - 1);
            }
        }
    }

    private SplitResult done(Copied how, FileFacts own, int namesLeft) {
        long used = how == Copied.CLONED ? 0 : own.allocatedBytes().orElse(own.sizeBytes());
        return new SplitResult.Done(how, own.sizeBytes(), used, namesLeft, warnings);
    }

    private @Nullable Guard guard(Body former) throws FileCallException {
        WriterGuard guards = calls.writerGuard().orElse(null);
        if (guards == null || calls.volume(path).leases() != Support.YES) {
            warnings.add("writers cannot be kept away on this file system: sizes and times were compared instead");
            return null;
        }
        try {
            return guards.guard(former);
        } catch (FileCallException refused) {
            if (refused.trouble() == Trouble.BUSY) {
                throw refused;
            }
            warnings.add("writers could not be kept away (" + refused.osError()
                    + "): sizes and times were compared instead");
            return null;
        }
    }

    private void requireChangeable(FileFacts facts) throws FileCallException {
        if (!facts.traits().isEmpty()) {
            throw refusal(
                    Trouble.NO_PERMISSION,
                    (facts.kind() == Kind.FOLDER ? "its folder" : "it") + " has a flag that forbids changes: "
                            + facts.traits(),
                    "Take the flag away (chattr -i -a), split it, and set it again.");
        }
    }

    private FileCallException lacks(String what) {
        return refusal(
                Trouble.UNSUPPORTED,
                "the route '" + calls.route() + "' lacks " + what,
                "'aka doctor' tells which calls were found; the native route has them.");
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return Entry.refusal(deed, path, trouble, reason, wayOut);
    }
}
