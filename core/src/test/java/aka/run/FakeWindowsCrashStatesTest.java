package aka.run;

import aka.os.fake.FakeVolume;

/** The states of a crash in memory, as Windows has them. */
class FakeWindowsCrashStatesTest extends CrashStates {

    @Override
    Ground newGround() {
        FakeGround ground = new FakeGround();
        ground.fake.set("/d", FakeVolume::windows);
        return ground;
    }

    /** Without an exchange it may be the run that left it missing. */
    @Override
    public Remedy forAMissingName() {
        return Remedy.PUT_BACK;
    }
}
