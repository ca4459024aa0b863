package aka.run;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.Plan;
import java.util.List;

/**
 * How a run can be taken back today.
 *
 * @param plan what is to be done, the run's last step first; without steps if nothing can be, or is to be
 * @param left names that stay as they are, each with the reason
 * @param kept what names keep of today though the rest of them comes back
 * @param neededBytes the storage that the new bodies need, where they cannot share blocks with the present ones
 * @param shortages volumes that have not enough of it
 */
public record UndoPlan(
        Plan plan, List<LeftAsIs> left, List<KeptAsToday> kept, long neededBytes, List<Shortage> shortages) {

    public UndoPlan {
        left = List.copyOf(left);
        kept = List.copyOf(kept);
        shortages = List.copyOf(shortages);
    }

    /**
     * Says that there is room for it, which is to be known before anything is begun.
     *
     * @throws FileCallException {@link Trouble#NO_SPACE}, with figures
     */
    public void requireSpace() throws FileCallException {
        if (!shortages.isEmpty()) {
            throw shortages.getFirst().why();
        }
    }
}
