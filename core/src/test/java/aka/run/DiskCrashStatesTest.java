package aka.run;

import java.io.IOException;

/** The states of a crash on a real file system. */
class DiskCrashStatesTest extends CrashStates {

    @Override
    Ground newGround() throws IOException {
        return new DiskGround("ext4", 16);
    }
}
