//! The program: reads the command line and the configuration, builds the parts, runs one command. No rule of a case and
//! no page lives here.

mod arguments;
mod assembly;
mod commands;
mod config;
mod demo;
mod findings;
mod http;
mod logging;
mod master_key;
mod model_files;
mod output;
mod package_folder;
mod parameter_file;
mod sentences;
mod spoken;
mod tenant_file;
mod world;

use arguments::{Arguments, Command};
use clap::Parser;
use config::Config;
use output::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    if let Command::Render(asked) = &arguments.command {
        return commands::render::run(asked);
    }
    let config = Config::read(&arguments.place)?;
    logging::start(&config, &arguments.command)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(command(config, arguments.command))
}

async fn command(config: Config, command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(asked) => commands::serve::run(config, asked).await,
        Command::Worker => commands::worker::run(config).await,
        Command::Demo(asked) => demo::run(config, asked).await,
        Command::Migrate => commands::migrate::run(config).await,
        Command::Area(asked) => commands::area::run(&config, asked),
        Command::Tenant(asked) => commands::tenant::run(config, asked).await,
        Command::User(asked) => commands::user::run(config, asked).await,
        Command::Library(asked) => commands::library::run(config, asked).await,
        Command::Case(asked) => commands::case::run(config, asked).await,
        Command::Bpmn(asked) => commands::bpmn::run(&asked),
        Command::Dmn(asked) => commands::dmn::run(&asked),
        Command::Feel(asked) => commands::feel::run(&asked),
        Command::Record(asked) => commands::record::run(config, asked).await,
        Command::Render(asked) => commands::render::run(&asked),
        Command::Doctor(asked) => commands::doctor::run(config, asked).await,
    }
}
