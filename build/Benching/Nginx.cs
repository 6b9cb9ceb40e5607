using System.Net;
using System.Net.Sockets;

namespace Build.Benching;

/// <summary>nginx as the app behind, and as the plain reverse proxy that the gateway is compared with.</summary>
internal static class Nginx
{
    /// <summary>Finds a port that is free now.</summary>
    /// <returns>The port.</returns>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts one.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="http">What stands in the block <c>http</c>.</param>
    /// <returns>The server; it is killed as a process, and takes its workers with it.</returns>
    public static Server Start(string folder, string http)
    {
        File.WriteAllText(
            Path.Combine(folder, "nginx.conf"),
            $$"""
            daemon off;
            worker_processes auto;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 4096; }
            http {
              access_log off;
              keepalive_requests 1000000;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              {{http}}
            }

            """);
        return Server.Start(folder, ["nginx", "-p", folder, "-c", "nginx.conf"]);
    }

    /// <summary>Writes an app that answers at once.</summary>
    /// <param name="port">Its port.</param>
    /// <returns>The block.</returns>
    public static string App(int port) =>
        $$"""server { listen 127.0.0.1:{{port}}; location / { return 200 "a short answer of one line\n"; } }""";

    /// <summary>Writes a reverse proxy that keeps its connections.</summary>
    /// <param name="port">Its port.</param>
    /// <param name="app">The app's port.</param>
    /// <returns>The blocks.</returns>
    public static string Proxy(int port, int app) =>
        $$"""
        upstream app { server 127.0.0.1:{{app}}; keepalive 256; keepalive_requests 1000000; }
          server {
            listen 127.0.0.1:{{port}};
            location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; }
          }
        """;
}
