package aka.os.fake;

import aka.file.Kind;
import aka.file.Leaf;
import aka.file.RawPath;
import aka.os.FileCallException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** Mounts, and the way from a path to what stands there. Guarded by the lock of its {@link FakeFileCalls}. */
final class FakeTree {

    private static final int MOST_LINKS = 40;
    private static final char SEPARATOR =
            FileSystems.getDefault().getSeparator().charAt(0);

    private final List<FakeMount> mounts = new ArrayList<>();
    private final FakePlace top;

    FakeTree(FakeVolume volume) {
        FakeMount mount = new FakeMount(1, volume.root, Path.of("/"), null);
        mounts.add(mount);
        top = new FakePlace(volume.root, mount);
    }

    /** Returns the same mounts over what was copied, but for those whose place is not there. */
    FakeTree copy(FakeCopy copy) {
        FakeTree made = new FakeTree(copy.volume(mounts.getFirst().root().volume));
        IdentityHashMap<FakeMount, FakeMount> known = new IdentityHashMap<>();
        known.put(mounts.getFirst(), made.mounts.getFirst());
        for (FakeMount mount : mounts) {
            FakePlace over = mount.over();
            if (over != null) {
                FakeNode root = copy.reached(mount.root());
                FakeNode covered = copy.reached(over.node());
                FakeMount through = known.get(over.mount());
                if (root != null && covered != null && through != null) {
                    made.mount(root, mount.point(), new FakePlace(covered, through));
                    known.put(mount, made.mounts.getLast());
                }
            }
        }
        return made;
    }

    void mount(FakeNode root, Path point, FakePlace over) {
        mounts.add(new FakeMount(mounts.size() + 1L, root, point, over));
    }

    List<Path> points() {
        return mounts.stream().map(FakeMount::point).toList();
    }

    /** Returns what is seen at {@code place}: the root of what is mounted there, if anything is. */
    FakePlace seen(FakePlace place) {
        for (FakeMount mount : mounts) {
            if (mount.over() != null && mount.over().is(place)) {
                return seen(new FakePlace(mount.root(), mount));
            }
        }
        return place;
    }

    FakePlace find(Path path, boolean followLast, FakeCall call) throws FileCallException {
        Deque<byte[]> parts = parts(path);
        Deque<FakePlace> way = new ArrayDeque<>(List.of(seen(top)));
        int links = 0;
        while (!parts.isEmpty()) {
            FakePlace at = Objects.requireNonNull(way.peek());
            byte[] part = parts.pop();
            if (at.node().kind != Kind.FOLDER) {
                throw call.failed(FakeError.ENOTDIR);
            }
            if (isDots(part)) {
                if (part.length == 2 && way.size() > 1) {
                    way.pop();
                }
                continue;
            }
            FakePlace next = step(at, Leaf.of(part), call);
            if (next.node().kind != Kind.SYMLINK || parts.isEmpty() && !followLast) {
                way.push(next);
                continue;
            }
            if (++links > MOST_LINKS) {
                throw call.failed(FakeError.ELOOP);
            }
            follow(next.node().target, parts, way);
        }
        return Objects.requireNonNull(way.peek());
    }

    /** Returns the parts below the top, which on Windows is that of every drive: the fake has one tree, and no drives. */
    private static Deque<byte[]> parts(Path path) {
        if (path.getRoot() == null) {
            throw new IllegalArgumentException("the fake has no working folder: " + path);
        }
        Deque<byte[]> parts = new ArrayDeque<>(path.getNameCount());
        path.forEach(part -> parts.add(RawPath.bytes(part)));
        return parts;
    }

    private void follow(byte[] target, Deque<byte[]> parts, Deque<FakePlace> way) {
        if (target.length > 0 && target[0] == '/') {
            way.clear();
            way.push(seen(top));
        }
        List<byte[]> first = split(target);
        for (int i = first.size() - 1; i >= 0; i--) {
            parts.push(first.get(i));
        }
    }

    FakePlace step(FakePlace folder, Leaf leaf, FakeCall call) throws FileCallException {
        FakeNode child = folder.node().entries.get(leaf);
        if (leaf.length() > folder.node().volume.nameBytes) {
            throw call.failed(FakeError.ENAMETOOLONG);
        }
        if (child == null) {
            throw call.failed(FakeError.ENOENT);
        }
        return seen(new FakePlace(child, folder.mount()));
    }

    /** Goes down by leaves, through no link. */
    FakePlace descend(FakePlace from, List<Leaf> leaves, boolean crossMounts, FakeCall call) throws FileCallException {
        FakePlace at = from;
        for (Leaf leaf : leaves) {
            at = step(at, leaf, call);
            if (at.node().kind == Kind.SYMLINK) {
                throw call.failed(FakeError.IS_LINK);
            }
            if (at.node().kind != Kind.FOLDER) {
                throw call.failed(FakeError.ENOTDIR);
            }
            if (!crossMounts && at.mount().id() != from.mount().id()) {
                throw call.failed(FakeError.OTHER_MOUNT);
            }
        }
        return at;
    }

    /** Returns the parts of a path below a folder, which a {@link Path} of Windows has backslashes between. */
    static List<Leaf> leaves(byte[] below) {
        List<Leaf> leaves = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= below.length; i++) {
            if (i == below.length || below[i] == '/' || below[i] == SEPARATOR) {
                leaves.add(Leaf.of(Arrays.copyOfRange(below, from, i)));
                from = i + 1;
            }
        }
        return leaves;
    }

    private static boolean isDots(byte[] part) {
        return part[0] == '.' && (part.length == 1 || part.length == 2 && part[1] == '.');
    }

    private static List<byte[]> split(byte[] path) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                if (i > from) {
                    parts.add(Arrays.copyOfRange(path, from, i));
                }
                from = i + 1;
            }
        }
        return parts;
    }
}
