package aka.os.fake;

import java.util.Set;

/**
 * A file as some program has it open.
 *
 * @param may what that program may do with it
 * @param lets what it lets others do meanwhile
 */
record FakeOpen(Set<FakeAccess> may, Set<FakeAccess> lets) {

    /** As every program opens that says nothing of sharing, elsewhere than on Windows. */
    static final Set<FakeAccess> ALL = Set.of(FakeAccess.values());

    /** Returns whether both may have the file open. */
    boolean allows(FakeOpen other) {
        return lets.containsAll(other.may) && other.lets.containsAll(may);
    }
}
