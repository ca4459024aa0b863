package aka.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that a run left when it was cut off, and what becomes of it.
 *
 * @param name the name that was worked on; empty where that is not known any more
 * @param temporary where the thing is, under its temporary name
 * @param words what was found and why this is done, for people
 */
public record Finding(Optional<Path> name, Path temporary, Remedy remedy, String words) {

    /** Returns whether it is still there when the recovery has ended. */
    public boolean stays() {
        return switch (remedy) {
            case FINISH, TAKE_BACK, DROP, PUT_BACK -> false;
            case RESCUE, HANDS_OFF, WAIT, DAMAGED -> true;
        };
    }
}
