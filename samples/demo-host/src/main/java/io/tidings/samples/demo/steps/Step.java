package io.tidings.samples.demo.steps;

/** A part of the script. */
@FunctionalInterface
interface Step {

  /**
   * Runs the step, once.
   *
   * @throws Exception if the step fails unexpectedly, which ends the plan
   */
  void run(ScriptState state) throws Exception;
}
