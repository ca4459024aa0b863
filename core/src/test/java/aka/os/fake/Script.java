package aka.os.fake;

import aka.os.FileCallException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What happens around the calls of a test: they are written down in order, another actor may step in before each, and those
 * that were chosen fail. A call made by such an actor is not written down, and does not fail.
 */
public final class Script {

    private final List<FakeCall> calls = new ArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Rule> late = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Boolean> acting = ThreadLocal.withInitial(() -> false);
    private volatile Consumer<FakeCall> actor = call -> {};
    private volatile boolean off;

    /** Decides on the {@code number}-th call, counted from 1 since {@link #forget}. */
    private interface Rule {
        Optional<FakeError> on(int number, FakeCall call);
    }

    Script() {}

    /** Fails the {@code n}-th call from now on, counted from 1, and no other. */
    public Script failCall(int n, FakeError error) {
        int at = count() + n;
        return rule((number, call) -> number == at ? Optional.of(error) : Optional.empty());
    }

    /**
     * Lets the {@code n}-th call from now on take place if it changes something, and fail all the same: as when a server has
     * done it and its answer gets lost.
     */
    public Script failLate(int n, FakeError error) {
        int at = count() + n;
        late.add((number, call) -> number == at ? Optional.of(error) : Optional.empty());
        return this;
    }

    /** Fails the {@code n}-th call from now on, counted from 1, and all that follow. */
    public Script failFrom(int n, FakeError error) {
        int from = count() + n;
        return rule((number, call) -> number >= from ? Optional.of(error) : Optional.empty());
    }

    /** Fails the {@code n}-th call of the method {@code name} that comes from now on, counted from 1, and no other. */
    public Script failNth(String name, int n, FakeError error) {
        AtomicInteger met = new AtomicInteger();
        return rule((number, call) ->
                call.name().equals(name) && met.incrementAndGet() == n ? Optional.of(error) : Optional.empty());
    }

    /** Fails every call of the method {@code name}. */
    public Script failEvery(String name, FakeError error) {
        return rule((number, call) -> call.name().equals(name) ? Optional.of(error) : Optional.empty());
    }

    /** Fails the calls of the method {@code name} on {@code path}. */
    public Script failOn(String name, String path, FakeError error) {
        Path on = Path.of(path);
        return rule((number, call) ->
                call.name().equals(name) && call.path().equals(on) ? Optional.of(error) : Optional.empty());
    }

    private Script rule(Rule rule) {
        rules.add(rule);
        return this;
    }

    /** Lets {@code actor} act before each call, outside of the fake's lock: it may wait, or change the tree. */
    public Script beforeEach(Consumer<FakeCall> actor) {
        this.actor = actor;
        return this;
    }

    /** Lets {@code action} happen once, before the next call of the method {@code name}. */
    public Script beforeNext(String name, Runnable action) {
        Consumer<FakeCall> outer = actor;
        boolean[] done = {false};
        return beforeEach(call -> {
            outer.accept(call);
            if (!done[0] && call.name().equals(name)) {
                done[0] = true;
                action.run();
            }
        });
    }

    /**
     * Cuts the run off just before its {@code n}-th call from now on, counted from 1: that call and all that follow throw a
     * {@link PowerCut} and do nothing. {@link FakeFileCalls#cuts} and {@link FakeFileCalls#killed} tell what is left.
     */
    public Script cutBefore(int n) {
        int at = count() + n;
        return rule((number, call) -> {
            if (number >= at) {
                throw cut(call);
            }
            return Optional.empty();
        });
    }

    /** Cuts the run off just before its next call of the method {@code name}. */
    public Script cutBeforeNext(String name) {
        return rule((number, call) -> {
            if (call.name().equals(name)) {
                throw cut(call);
            }
            return Optional.empty();
        });
    }

    private PowerCut cut(FakeCall call) {
        off = true;
        return new PowerCut(call);
    }

    /** Returns whether the run was cut off. */
    public boolean isCut() {
        return off;
    }

    /** Lifts every fault and sends the other actor away. */
    public Script calm() {
        rules.clear();
        late.clear();
        actor = call -> {};
        return this;
    }

    /** Forgets the calls made so far. */
    public synchronized Script forget() {
        calls.clear();
        return this;
    }

    /** Returns the calls in the order in which they were made. */
    public synchronized List<FakeCall> calls() {
        return List.copyOf(calls);
    }

    /** Returns how many calls were made. */
    public synchronized int count() {
        return calls.size();
    }

    /** Returns the calls of these methods in order, as text. */
    public List<String> callsOf(String... names) {
        List<String> wanted = List.of(names);
        return calls().stream()
                .filter(call -> wanted.contains(call.name()))
                .map(FakeCall::toString)
                .toList();
    }

    /** Returns the number of the call; 0 for one of the other actor. */
    int before(FakeCall call) throws FileCallException {
        if (acting.get()) {
            return 0;
        }
        if (off) {
            throw new PowerCut(call);
        }
        int number = note(call);
        acting.set(true);
        try {
            actor.accept(call);
        } finally {
            acting.set(false);
        }
        apply(rules, number, call);
        return number;
    }

    void after(int number, FakeCall call) throws FileCallException {
        if (!acting.get()) {
            apply(late, number, call);
        }
    }

    private static void apply(List<Rule> rules, int number, FakeCall call) throws FileCallException {
        for (Rule rule : rules) {
            Optional<FakeError> error = rule.on(number, call);
            if (error.isPresent()) {
                throw call.failed(error.get());
            }
        }
    }

    private synchronized int note(FakeCall call) {
        calls.add(call);
        return calls.size();
    }
}
