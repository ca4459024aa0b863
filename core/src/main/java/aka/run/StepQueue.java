package aka.run;

import aka.plan.LinkStep;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The steps of a plan that are still to be prepared: in their order, but those first that are to be prepared once more. */
final class StepQueue {

    private final List<LinkStep> steps;
    private final Deque<Integer> again = new ArrayDeque<>();
    private int passed;

    StepQueue(List<LinkStep> steps) {
        this.steps = steps;
    }

    boolean hasMore() {
        return !again.isEmpty() || passed < steps.size();
    }

    /** Returns the number of the step that is to be prepared now, from 1. */
    int upcoming() {
        return again.isEmpty() ? passed + 1 : again.getFirst();
    }

    /** Returns the step that is to be prepared now. */
    LinkStep upcomingStep() {
        return step(upcoming());
    }

    LinkStep step(int number) {
        return steps.get(number - 1);
    }

    /** Goes on to the next step. */
    void pass() {
        if (again.isEmpty()) {
            passed++;
        } else {
            again.removeFirst();
        }
    }

    /** Has a step prepared once more, since what it was to join to is full. */
    void comeAgainTo(int number) {
        again.addLast(number);
    }

    /** Returns the numbers of the steps that are to be prepared once more. */
    Collection<Integer> comingAgain() {
        return again;
    }
}
