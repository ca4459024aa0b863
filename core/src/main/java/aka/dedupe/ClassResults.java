package aka.dedupe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What several threads made of classes of candidates, handed on in the order of the classes while they go on. One thread takes.
 *
 * @param <T> what was made
 */
final class ClassResults<T> {

    /** By class: null until it was read, and after it was handed on. */
    private final @Nullable List<ByPath<T>>[] ofClass;

    /** The first that was not handed on. */
    private int next;

    @SuppressWarnings({"unchecked", "rawtypes"}) // nothing else is put into it
    ClassResults(int classes) {
        ofClass = new List[classes];
    }

    /** Takes over what was made of a class, all of it, and empties {@code made}. */
    void put(int rank, List<ByPath<T>> made) {
        List<ByPath<T>> copy = List.of();
        if (!made.isEmpty()) {
            copy = new ArrayList<>(made);
            copy.sort(ByPath.ORDER);
            made.clear();
        }
        synchronized (ofClass) {
            ofClass[rank] = copy;
        }
    }

    /** Hands on what is there up to the first class that was not read yet. */
    void take(Consumer<T> inOrder) {
        for (List<ByPath<T>> made = takeNext(); made != null; made = takeNext()) {
            for (ByPath<T> one : made) {
                inOrder.accept(one.value());
            }
        }
    }

    private @Nullable List<ByPath<T>> takeNext() {
        synchronized (ofClass) {
            if (next == ofClass.length || ofClass[next] == null) {
                return null;
            }
            List<ByPath<T>> made = ofClass[next];
            ofClass[next++] = null;
            return made;
        }
    }
}
