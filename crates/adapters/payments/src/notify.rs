//! How the demo provider tells that there is news: one POST without content to an address on this very machine, as a real
//! provider would from far away. Whether it arrives does not matter; a callback is only a hint.

use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// How long the other end may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Calls the address after a while, in the background.
pub(crate) fn after(wait: Duration, url: String) {
    tokio::spawn(async move {
        tokio::time::sleep(wait).await;
        match tokio::time::timeout(PATIENCE, call(&url)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::info!(%error, "the demo provider's callback did not arrive"),
            Err(_) => tracing::info!("the demo provider's callback took too long"),
        }
    });
}

async fn call(url: &str) -> std::io::Result<()> {
    let Some((host, path)) = on_this_machine(url) else { return Ok(()) };
    let mut stream = TcpStream::connect(host).await?;
    let request =
        format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok(())
}

/// Host with port, and path, of an address on this machine; the demo is never called elsewhere.
fn on_this_machine(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("http://")?;
    let (host, _) = rest.split_once('/')?;
    let is_here =
        host.starts_with("127.0.0.1:") || host.starts_with("localhost:") || host.starts_with("[::1]:");
    is_here.then(|| (host, &rest[host.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The demo provider calls nobody outside the machine it runs on.
    #[test]
    fn only_this_machine_is_called() {
        assert_eq!(on_this_machine("http://127.0.0.1:8080/api/x"), Some(("127.0.0.1:8080", "/api/x")));
        assert_eq!(on_this_machine("http://town.example/api/x"), None);
        assert_eq!(on_this_machine("https://127.0.0.1:8080/api/x"), None);
        assert_eq!(on_this_machine("http://127.0.0.1:8080"), None);
    }
}
