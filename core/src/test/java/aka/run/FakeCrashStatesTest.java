package aka.run;

/** The states of a crash in memory. */
class FakeCrashStatesTest extends CrashStates {

    @Override
    Ground newGround() {
        return new FakeGround();
    }
}
