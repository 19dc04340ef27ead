package io.tidings.event.cli;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Prints an exception or error as one line without a stack trace. */
final class OneLineErrors
    implements IExecutionStrategy, IParameterExceptionHandler, IExecutionExceptionHandler {

  /** Runs the command; an {@link Error} ends it as an exception does. */
  @Override
  public int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error error) {
      CommandLine command = parsed.commandSpec().commandLine();
      throw new ExecutionException(command, ErrorMessages.reason(error), error);
    }
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, String.valueOf(error.getMessage()) + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(command, ErrorMessages.withFile(failure));
    return ExitCode.SOFTWARE;
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("tidings: " + DisplayText.escaped(message));
    command.getErr().flush();
  }
}
