using BlueGreen.Frosting;

return new BlueGreenHost().Run(args);
