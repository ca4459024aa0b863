package aka.run;

/** The states of a crash in memory. */
class FakeCrashStatesTest extends CrashStates {

    @Override
    Ground ground() {
        return new FakeGround();
    }
}
