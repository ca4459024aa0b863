package aka.dedupe;

import aka.dedupe.SizeClassReader.EqualBodies;
import aka.file.Leaf;
import aka.file.Name;
import aka.walk.WalkFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes groups of rows that were found equal: the only place where a file becomes an object, once it is to be told. */
final class GroupMaker {

    private final FileTable table;
    private final SharedBlocks shared;

    GroupMaker(FileTable table, SharedBlocks shared) {
        this.table = table;
        this.shared = shared;
    }

    /** Returns what is to be kept of these bodies, ordered by the first path of any. For several threads. */
    ByPath<EqualRows> rows(EqualBodies equal) {
        int[] rows = new int[equal.bodies().size()];
        byte[] first = null;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = equal.bodies().get(i).row();
            first = firstPath(rows[i], first);
        }
        if (first == null) {
            throw new IllegalArgumentException("equal bodies, and none of them");
        }
        return new ByPath<>(first, new EqualRows(equal.sizeBytes(), equal.evidence(), rows, shared.storages(rows)));
    }

    private byte[] firstPath(int row, byte @Nullable [] before) {
        byte[] first = before;
        for (int name = row; name != FileTable.NONE; name = table.nextName(name)) {
            byte[] path = table.folder(name).rawPath(table.leaf(name));
            first = first == null || Arrays.compareUnsigned(path, first) < 0 ? path : first;
        }
        return Objects.requireNonNull(first);
    }

    /** Returns the group of these bodies. */
    Group group(EqualRows equal) {
        List<ByPath<StoredBody>> bodies = new ArrayList<>(equal.count());
        for (int i = 0; i < equal.count(); i++) {
            int row = equal.row(i);
            ByPath<GroupBody> body = body(row);
            bodies.add(new ByPath<>(
                    body.path(), new StoredBody(body.value(), equal.storage(i), !shared.mayBeShared(row))));
        }
        bodies.sort(ByPath.ORDER);
        return Group.of(equal.sizeBytes(), equal.evidence(), values(bodies));
    }

    private ByPath<GroupBody> body(int row) {
        List<ByPath<Name>> names = new ArrayList<>(1);
        for (int name = row; name != FileTable.NONE; name = table.nextName(name)) {
            names.add(name(name));
        }
        names.sort(ByPath.ORDER);
        OptionalInt linkCount = linkCount(row);
        GroupBody body = new GroupBody(
                table.key(row),
                linkCount,
                table.allocatedBytes(row),
                table.modified(row),
                linkCount.isPresent() && linkCount.getAsInt() == names.size(),
                values(names));
        return new ByPath<>(names.getFirst().path(), body);
    }

    private ByPath<Name> name(int row) {
        WalkFolder folder = table.folder(row);
        byte[] leaf = table.leaf(row);
        return new ByPath<>(folder.rawPath(leaf), folder.name(Leaf.of(leaf)));
    }

    /** No stream: to make one takes longer than most groups do. */
    private static <T> List<T> values(List<ByPath<T>> ordered) {
        List<T> values = new ArrayList<>(ordered.size());
        for (ByPath<T> one : ordered) {
            values.add(one.value());
        }
        return values;
    }

    /** The largest that any of the names told, since a body that gained names during the walk may have one that was missed. */
    private OptionalInt linkCount(int row) {
        int most = 0;
        for (int name = row; name != FileTable.NONE; name = table.nextName(name)) {
            OptionalInt count = table.linkCount(name);
            if (count.isEmpty()) {
                return count;
            }
            most = Math.max(most, count.getAsInt());
        }
        return OptionalInt.of(most);
    }
}
